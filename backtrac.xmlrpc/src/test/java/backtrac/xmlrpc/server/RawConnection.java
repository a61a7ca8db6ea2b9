package backtrac.xmlrpc.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP by hand: many requests at once on one connection, and such as no client would send. */
final class RawConnection implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 20_000;

	private final Socket socket;
	private final InputStream in;
	private final String token;

	/**
	 * What was answered.
	 *
	 * @param isLast whether the server closes the connection
	 */
	record Answer(int status, String head, byte[] body, boolean isLast) {

		String text() {
			return new String(body, StandardCharsets.UTF_8);
		}
	}

	RawConnection(URI server, String token) throws IOException {
		this.socket = new Socket(server.getHost(), server.getPort());
		this.token = token;
		socket.setSoTimeout(PATIENCE_MILLIS);
		socket.setTcpNoDelay(true);
		in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
	}

	/** The head of a good request, with more lines. */
	byte[] head(int length, String... lines) {
		StringBuilder head = new StringBuilder("POST /rpc HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nAuthorization: Bearer ").append(token).append("\r\n");
		if (length >= 0) {
			head.append("Content-Length: ").append(length).append("\r\n");
		}
		for (String line : lines) {
			head.append(line).append("\r\n");
		}
		return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
	}

	void send(byte[] bytes) throws IOException {
		socket.getOutputStream().write(bytes);
	}

	/** Whether something of an answer is there already. */
	boolean isAnswered() throws IOException {
		return in.available() > 0;
	}

	/** Waits for the next answer. */
	Answer answer() throws IOException {
		String head = readHead();
		int status = Integer.parseInt(head.substring(9, 12));
		String lower = head.toLowerCase();
		boolean isLast = lower.contains("connection: close");
		if (lower.contains("transfer-encoding: chunked")) {
			return new Answer(status, head, readChunks(), isLast);
		}
		int length = lower.indexOf("content-length: ");
		if (length < 0) {
			return new Answer(status, head, in.readAllBytes(), true);
		}
		int count = Integer.parseInt(lower.substring(length + 16, lower.indexOf('\r', length)));
		byte[] body = in.readNBytes(count);
		if (body.length < count) {
			throw new EOFException("an answer of " + count + " bytes ends after " + body.length);
		}
		return new Answer(status, head, body, isLast);
	}

	private String readHead() throws IOException {
		StringBuilder head = new StringBuilder(256);
		while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
			int next = in.read();
			if (next < 0) {
				throw new EOFException("the connection is closed; " + head);
			}
			head.append((char) next);
		}
		return head.toString();
	}

	private byte[] readChunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			StringBuilder size = new StringBuilder();
			for (int next = in.read(); next != '\n'; next = in.read()) {
				size.append((char) next);
			}
			int count = Integer.parseInt(size.toString().strip(), 16);
			body.write(in.readNBytes(count));
			in.readNBytes(2);
			if (count == 0) {
				return body.toByteArray();
			}
		}
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
