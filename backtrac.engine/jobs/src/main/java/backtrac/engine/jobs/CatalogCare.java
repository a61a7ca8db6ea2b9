package backtrac.engine.jobs;

import java.io.IOException;

/** Makes what the catalog should know of the repository again. */
interface CatalogCare {

	/**
	 * Does it. What the catalog knows beside that stays.
	 *
	 * @return what was done, as a clause for people
	 * @throws InterruptedException if the thread was interrupted; what is done by then is right
	 */
	String rebuild() throws IOException, InterruptedException;
}
