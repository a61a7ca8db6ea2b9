package backtrac.xmlrpc.remote;

/**
 * A part of a file's content.
 *
 * @param data   the bytes from the offset on; may be none although there are more, then call again
 * @param size   of the whole content, in bytes
 * @param end    whether this is the end. It is told only when all of the content has been compared with its hash
 * @param sha256 of the whole content, in hex
 */
public record FileChunk(byte[] data, long size, boolean end, String sha256) {
}
