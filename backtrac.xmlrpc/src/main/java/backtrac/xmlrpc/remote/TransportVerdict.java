package backtrac.xmlrpc.remote;

/**
 * What came of settings that were tried out.
 *
 * @param ok      whether the client was reached and its folder could be listed
 * @param reason  why not, in a word for programs, such as {@code SETTINGS}, {@code CREDENTIALS}, {@code UNREACHABLE}, {@code TIMEOUT}; empty if all is well
 * @param message a sentence for people, without any secret
 * @param entries how many files and folders the client's folder holds, without those below
 */
public record TransportVerdict(boolean ok, String reason, String message, int entries) {
}
