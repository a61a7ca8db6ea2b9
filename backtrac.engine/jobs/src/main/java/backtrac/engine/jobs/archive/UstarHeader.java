package backtrac.engine.jobs.archive;

import java.util.Arrays;

import backtrac.api.entry.ByteString;

/**
 * A header block (POSIX.1-1988, ustar). What does not fit into a field is cut off, or left at 0; a pax header before it
 * tells the truth then.
 */
final class UstarHeader {

	static final int BLOCK = 512;
	static final int LONGEST_NAME = 100;
	/** With a zero at its end, as some readers want it. */
	static final int LONGEST_OWNER = 31;
	static final long MOST_ID = 07777777;
	static final long MOST_DEVICE = 07777777;
	static final long MOST_SIZE = 077777777777L;
	static final long MOST_TIME = 077777777777L;

	private static final int CHECKSUM = 148;
	private static final int CHECKSUM_END = 156;

	private final byte[] block = new byte[BLOCK];

	UstarHeader(char type, ByteString name) {
		text(0, LONGEST_NAME, name);
		block[CHECKSUM_END] = (byte) type;
		text(257, 8, ByteString.of("ustar\u000000"));
		number(329, 8, 0);
		number(337, 8, 0);
	}

	UstarHeader mode(int mode) {
		number(100, 8, mode);
		return this;
	}

	UstarHeader ids(long uid, long gid) {
		number(108, 8, uid);
		number(116, 8, gid);
		return this;
	}

	UstarHeader owners(ByteString owner, ByteString group) {
		text(265, LONGEST_OWNER, owner);
		text(297, LONGEST_OWNER, group);
		return this;
	}

	UstarHeader size(long size) {
		number(124, 12, size);
		return this;
	}

	UstarHeader modified(long seconds) {
		number(136, 12, seconds);
		return this;
	}

	UstarHeader target(ByteString target) {
		text(157, LONGEST_NAME, target);
		return this;
	}

	UstarHeader device(long major, long minor) {
		number(329, 8, major);
		number(337, 8, minor);
		return this;
	}

	/** The block with its checksum. */
	byte[] toBytes() {
		byte[] bytes = block.clone();
		Arrays.fill(bytes, CHECKSUM, CHECKSUM_END, (byte) ' ');
		int sum = 0;
		for (byte b : bytes) {
			sum += b & 0xFF;
		}
		octal(bytes, CHECKSUM, 6, sum);
		bytes[CHECKSUM + 6] = 0;
		return bytes;
	}

	private void text(int at, int length, ByteString text) {
		byte[] bytes = text.toBytes();
		System.arraycopy(bytes, 0, block, at, Math.min(length, bytes.length));
	}

	/** Octal digits, then a zero. */
	private void number(int at, int length, long value) {
		long most = (1L << 3 * (length - 1)) - 1;
		octal(block, at, length - 1, value < 0 || value > most ? 0 : value);
	}

	private static void octal(byte[] bytes, int at, int digits, long value) {
		long rest = value;
		for (int i = at + digits - 1; i >= at; i--) {
			bytes[i] = (byte) ('0' + (rest & 7));
			rest >>>= 3;
		}
	}
}
