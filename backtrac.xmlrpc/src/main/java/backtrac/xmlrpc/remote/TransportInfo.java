package backtrac.xmlrpc.remote;

/**
 * A way to reach files that this server has, or that its plans would need.
 *
 * @param scheme  the name by which plans choose it
 * @param label   what people call it; empty if it does not say
 * @param bundle  the symbolic name of the bundle that brings it; empty if nobody does
 * @param version of the bundle; empty if there is none
 * @param state   {@code READY}, {@code OUTRANKED} if another bundle's of the same scheme is used, {@code MISSING} if plans use it and nobody brings it
 * @param plans   how many plans use the scheme
 */
public record TransportInfo(String scheme, String label, String bundle, String version, String state, int plans) {

	public static final String READY = "READY";
	public static final String OUTRANKED = "OUTRANKED";
	public static final String MISSING = "MISSING";
}
