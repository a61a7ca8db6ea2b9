package backtrac.xmlrpc.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Messages compressed by gzip on their way over HTTP. */
public final class Gzip {

	/** What HTTP calls it. */
	public static final String NAME = "gzip";

	/** Less is not worth the work. */
	static final int LEAST_BYTES = 32 << 10;

	private Gzip() {
	}

	/** Tells if a header {@code Content-Encoding} says that a message is compressed so; null is no header. */
	public static boolean isUsed(String contentEncoding) {
		return contentEncoding != null && contentEncoding.strip().equalsIgnoreCase(NAME);
	}

	/** Tells if a header {@code Accept-Encoding} (RFC 9110, 12.5.3) names it; null is no header. */
	public static boolean isAccepted(String acceptEncoding) {
		return acceptEncoding != null && Stream.of(acceptEncoding.toLowerCase(Locale.ROOT).split(",")).map(coding -> coding.replaceAll("\\s", ""))
				.anyMatch(coding -> coding.equals(NAME) || coding.startsWith(NAME + ";") && !coding.matches(".*;q=0(\\.0*)?"));
	}

	/**
	 * Tells if a message gets smaller: not if it is small, or most of it is binary data, which is compressed already where that helps.
	 *
	 * @param length of the message in bytes
	 * @param values what it carries, as wire values
	 */
	public static boolean isWorthwhile(int length, Object values) {
		return length > LEAST_BYTES && blobBytes(values) * 4 / 3 < length / 2;
	}

	/** Compresses fast, and not as much as could be. */
	public static OutputStream fast(OutputStream out) throws IOException {
		return new GZIPOutputStream(out, 8192) {
			{
				def.setLevel(Deflater.BEST_SPEED);
			}
		};
	}

	/** Compresses all of it. */
	public static byte[] pack(byte[] plain) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
		try (OutputStream out = fast(packed)) {
			out.write(plain);
		} catch (IOException e) {
			throw new IllegalStateException(e); // an array has room
		}
		return packed.toByteArray();
	}

	/** Reads what a stream holds. */
	@FunctionalInterface
	public interface Reading<T> {
		T from(InputStream in) throws IOException;
	}

	/**
	 * Reads a message within its limits, and unpacks it if it is compressed.
	 *
	 * @param in              as it comes; is left open
	 * @param contentEncoding the header; null for none
	 * @throws MalformedException if it is said to be compressed and is not
	 * @throws TooLargeException  if there is more than the limits allow
	 * @throws IOException        if it cannot be read
	 */
	public static <T> T read(InputStream in, String contentEncoding, Limits limits, Reading<T> reading) throws IOException {
		InputStream body = new LimitedInputStream(in, limits.bodyBytes());
		if (!isUsed(contentEncoding)) {
			return reading.from(body);
		}
		try (InputStream plain = new GZIPInputStream(body, 8192)) {
			return reading.from(new LimitedInputStream(plain, limits.plainBytes()));
		} catch (ZipException | EOFException e) {
			throw new MalformedException("it is not compressed by gzip as it says", e);
		}
	}

	private static long blobBytes(Object value) {
		return switch (value) {
		case null -> 0;
		case byte[] blob -> blob.length;
		case Object[] array -> blobBytes(Arrays.asList(array));
		case Map<?, ?> map -> blobBytes(map.values());
		case Collection<?> all -> all.stream().mapToLong(Gzip::blobBytes).sum();
		default -> 0;
		};
	}
}
