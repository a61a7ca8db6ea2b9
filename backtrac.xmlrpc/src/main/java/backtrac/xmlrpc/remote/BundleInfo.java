package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * A bundle of the server.
 *
 * @param id        its number until the server's next start
 * @param name      its symbolic name
 * @param state     {@code ACTIVE}; {@code RESOLVED} if it is stopped; {@code INSTALLED} if something that it needs is missing; or a state between these
 * @param kind      {@code OWN} for a part of BackTrac, {@code LIBRARY} for what BackTrac stands on, {@code DEPLOYED} for what was added to this server
 * @param file      with {@code DEPLOYED}: the file in the server's folder {@code deploy}; else empty
 * @param stoppable whether it can be stopped and started
 * @param schemes   the transports that it brings now
 */
public record BundleInfo(long id, String name, String version, String state, String kind, String file, boolean stoppable, List<String> schemes) {

	public static final String OWN = "OWN";
	public static final String LIBRARY = "LIBRARY";
	public static final String DEPLOYED = "DEPLOYED";
}
