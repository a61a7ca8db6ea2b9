package backtrac.cli.server;

/**
 * The ports to listen on from now on.
 *
 * @param http  null to keep the configured one
 * @param https null to keep the configured one; 0 for none
 */
record Ports(Integer http, Integer https) {

	/** As they are. */
	static final Ports KEPT = new Ports(null, null);
}
