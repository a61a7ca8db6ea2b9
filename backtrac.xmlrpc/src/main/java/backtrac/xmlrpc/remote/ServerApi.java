package backtrac.xmlrpc.remote;

import org.osgi.annotation.versioning.ProviderType;

/** The server itself. Called as {@code server.…}. */
@ProviderType
public interface ServerApi {

	/** How the server is. */
	@Help("How the server is: struct of version, started_ms, repository, first_password_file.")
	ServerStatus status();
}
