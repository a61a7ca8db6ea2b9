package backtrac.xmlrpc.wire;

/**
 * How much one message may be, whatever memory there is.
 *
 * @param bodyBytes  as it travels, compressed or not
 * @param plainBytes unpacked
 * @param elements   of XML: two for a number, five or so for a member of a struct
 * @param characters of text, all together
 */
public record Limits(int bodyBytes, int plainBytes, int elements, int characters) {

	/** What a server takes from a caller. */
	public static final Limits CALL = new Limits(8 << 20, 64 << 20, 200_000, 16 << 20);
	/** What a caller takes from a server. */
	public static final Limits ANSWER = new Limits(16 << 20, 64 << 20, 1_000_000, 16 << 20);
	/** What a server answers, unpacked: every caller can take that, Python's {@code xmlrpc.client} among them. */
	public static final int MOST_ANSWERED_BYTES = 16 << 20;
}
