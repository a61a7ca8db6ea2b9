package backtrac.xmlrpc.remote;

/**
 * A user of the web page.
 *
 * @param oneTime whether the password is still the one-time one of the server's first start
 */
public record UserInfo(String name, boolean oneTime) {
}
