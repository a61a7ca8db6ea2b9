package backtrac.engine.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 of a content: what it is known by. Immutable. */
final class Hash {

	/** Bytes of a hash. */
	static final int LENGTH = 32;

	private static final MessageDigest DIGEST = newDigest();
	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	/** Hash of no content. */
	static final Hash EMPTY = of(digest().digest());

	private final byte[] bytes;

	private Hash(byte[] bytes) {
		this.bytes = bytes;
	}

	/** Takes over the array. */
	static Hash of(byte[] bytes) {
		if (bytes.length != LENGTH) {
			throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + bytes.length);
		}
		return new Hash(bytes);
	}

	static Hash of(byte[] all, int offset) {
		return new Hash(Arrays.copyOfRange(all, offset, offset + LENGTH));
	}

	/** @throws IllegalArgumentException if it is not 64 hex digits */
	static Hash parse(String hex) {
		return of(HexFormat.of().parseHex(hex));
	}

	/** A new digest. A copy of one that is ready, because to ask Java's providers for one takes as long as to hash a small file. */
	static MessageDigest digest() {
		try {
			return (MessageDigest) DIGEST.clone();
		} catch (CloneNotSupportedException e) {
			return newDigest(); // by a provider that cannot copy
		}
	}

	private static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	void copyTo(byte[] target, int offset) {
		System.arraycopy(bytes, 0, target, offset, LENGTH);
	}

	byte[] toBytes() {
		return bytes.clone();
	}

	/** Writes 64 lower-case hex digits. */
	void copyHexTo(byte[] target, int offset) {
		for (int i = 0; i < LENGTH; i++) {
			target[offset + 2 * i] = DIGITS[bytes[i] >> 4 & 0xF];
			target[offset + 2 * i + 1] = DIGITS[bytes[i] & 0xF];
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
	}

	/** 64 lower-case hex digits. */
	@Override
	public String toString() {
		return HexFormat.of().formatHex(bytes);
	}
}
