package backtrac.api.access;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where programs and people reach the server with encryption. Whoever is told the certificate's fingerprint beforehand knows whom he talks
 * to, whatever name he calls.
 *
 * <p>
 * Threads: may be used by several threads at once; nothing here waits.
 */
@ProviderType
public interface HttpsEndpoint {

	/** Where it listens, such as {@code https://127.0.0.1:8443/}; empty while it does not. */
	Optional<String> url();

	/** The certificate; empty if encryption is switched off, and if there is no certificate that could be read. */
	Optional<ServerCertificate> certificate();

	/** Why it does not listen, and what will keep it from that soon: a sentence each, for people, without a full stop. */
	List<String> problems();
}
