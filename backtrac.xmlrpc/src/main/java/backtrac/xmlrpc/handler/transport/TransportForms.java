package backtrac.xmlrpc.handler.transport;

import java.util.Optional;

/** Knows what the transports that are there now want to be told. */
public interface TransportForms {

	/** Tells of a scheme whether somebody brings it now. */
	boolean isInstalled(String scheme);

	/** What a transport describes; empty if it is not there, or does not say. */
	Optional<Form> form(String scheme);
}
