package backtrac.engine.jobs;

import java.io.IOException;
import java.util.function.Consumer;

/** Makes what the catalog should know of the repository again. */
interface CatalogCare {

	/**
	 * Does it. What the catalog knows beside that stays.
	 *
	 * @param remarks told what people should know of it, a sentence each
	 * @return what was done, as a clause for people
	 * @throws InterruptedException if the thread was interrupted; what is done by then is right
	 */
	String rebuild(Consumer<String> remarks) throws IOException, InterruptedException;
}
