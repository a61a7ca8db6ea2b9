package backtrac.https;

import java.io.IOException;
import java.nio.file.Path;

/** Where certificate and key come from. */
interface CredentialsSource {

	/**
	 * Reads them. Called again and again, as they may change.
	 *
	 * @throws IOException if they cannot be used; the message is for people
	 */
	Credentials load() throws IOException;

	/** The file with the certificate, for callers who shall trust it. */
	Path file();

	/** How to get another before this one expires; follows "the certificate expires …: ". */
	String renewal();
}
