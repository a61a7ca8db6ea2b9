package backtrac.https;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;

/** The first words of a TLS client that knows no newer version than the one it offers (RFC 5246, 7.4.1.2). */
final class OldHello {

	private static final int HANDSHAKE = 22;
	private static final int ALERT = 21;
	private static final int PROTOCOL_VERSION = 70;
	/** ECDHE_ECDSA with AES: by CBC and SHA, as old versions have it, and by GCM. */
	private static final int[] SUITES = { 0xc009, 0xc02b };

	private OldHello() {
	}

	/**
	 * Says hello.
	 *
	 * @param minor 1 for TLS 1.0, 2 for 1.1, 3 for 1.2
	 * @return the alert that refuses it; empty if the server says hello, too
	 */
	static Optional<String> alert(int port, int minor) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.getOutputStream().write(record(minor, hello(minor)));
			DataInputStream in = new DataInputStream(socket.getInputStream());
			int type = in.readUnsignedByte();
			in.skipNBytes(4);
			if (type != ALERT) {
				return Optional.empty();
			}
			in.readUnsignedByte();
			int description = in.readUnsignedByte();
			return Optional.of(description == PROTOCOL_VERSION ? "protocol_version" : "alert " + description);
		}
	}

	private static byte[] record(int minor, byte[] hello) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeByte(HANDSHAKE);
		out.writeByte(3);
		out.writeByte(minor);
		out.writeShort(hello.length + 4);
		out.writeInt(1 << 24 | hello.length); // client_hello and its length
		out.write(hello);
		return bytes.toByteArray();
	}

	private static byte[] hello(int minor) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeByte(3);
		out.writeByte(minor);
		out.write(new byte[32]); // random
		out.writeByte(0); // no session
		out.writeShort(SUITES.length * 2);
		for (int suite : SUITES) {
			out.writeShort(suite);
		}
		out.writeShort(1 << 8); // one compression: none
		byte[] extensions = { 0, 10, 0, 4, 0, 2, 0, 23, // group secp256r1
				0, 11, 0, 2, 1, 0, // uncompressed points
				0, 13, 0, 4, 0, 2, 4, 3 }; // ecdsa_secp256r1_sha256
		out.writeShort(extensions.length);
		out.write(extensions);
		return bytes.toByteArray();
	}
}
