package backtrac.xmlrpc.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets a number of bytes through, adds them to what a message takes of memory, and throws a {@link TooLargeException} at the next one. */
final class LimitedOutputStream extends FilterOutputStream {

	/** A byte in a buffer that doubles when it is full, and in what is made of it. */
	private static final int BYTE_COST = 3;

	private final int most;
	private final Budget.Share memory;
	private int count;

	LimitedOutputStream(OutputStream out, int most, Budget.Share memory) {
		super(out);
		this.most = most;
		this.memory = memory;
	}

	@Override
	public void write(int value) throws IOException {
		add(1);
		out.write(value);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		add(length);
		out.write(bytes, offset, length);
	}

	private void add(int bytes) throws IOException {
		count += bytes;
		if (count > most) {
			throw new TooLargeException("more than " + most + " bytes");
		}
		memory.add((long) BYTE_COST * bytes);
	}
}
