package backtrac.api.transport;

import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of way to reach a client's files: local folders, SMB shares, agents. A bundle brings one by registering this
 * service with the property {@link #SCHEME}; it may come and go while the server runs.
 *
 * <p>
 * Threads: {@link #open} may be called by several threads at once. When the service goes, its bundle closes the
 * sessions it has given out.
 */
@ConsumerType
public interface Transport {

	/** Service property: the name by which plans choose this transport, such as {@code local} or {@code smb}. */
	String SCHEME = "transport.scheme";

	/**
	 * Connects and signs in. Blocks until that is done or has failed; the transport bounds the time itself.
	 *
	 * @param settings what the plan says, by the names that the transport's Metatype describes
	 * @return a session, which the caller closes
	 * @throws TransportException if a setting is missing or wrong, or the client cannot be reached
	 */
	TransportSession open(Map<String, Object> settings) throws TransportException;
}
