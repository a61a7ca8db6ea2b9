package backtrac.xmlrpc.remote;

/**
 * A value that a field may have.
 *
 * @param value what a plan says
 * @param label what people read
 */
public record TransportFieldOption(String value, String label) {
}
