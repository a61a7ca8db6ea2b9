package backtrac.cli.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output, where results go: text as UTF-8 whatever the locale says, for names are bytes. Unlike a
 * {@code PrintStream} it tells when writing fails. One thread at a time.
 */
public final class StandardOutput extends OutputStream {

	private final OutputStream target;
	private OutputStream out;

	StandardOutput(OutputStream target) {
		this.target = target;
		discard();
	}

	/** Drops what has not been written yet, as when it cannot be: otherwise that would be told at each attempt. */
	public void discard() {
		out = new BufferedOutputStream(target, 1 << 16);
	}

	/** A line of text. */
	public void line(String text) throws IOException {
		write(text.getBytes(StandardCharsets.UTF_8));
		write('\n');
	}

	@Override
	public void write(int b) throws IOException {
		try {
			out.write(b);
		} catch (IOException e) {
			throw new Failure(e);
		}
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			out.write(bytes, offset, length);
		} catch (IOException e) {
			throw new Failure(e);
		}
	}

	@Override
	public void flush() throws IOException {
		try {
			out.flush();
		} catch (IOException e) {
			throw new Failure(e);
		}
	}

	/** Standard output does not take what is written. */
	public static final class Failure extends IOException {

		private static final long serialVersionUID = 1L;

		Failure(IOException cause) {
			super("standard output: " + cause.getMessage(), cause);
		}

		/** Tells if the reader has gone, as {@code head} does: nothing to complain about. */
		public boolean isReaderGone() {
			return getCause().getMessage() != null && getCause().getMessage().toLowerCase(Locale.ROOT).contains("pipe");
		}
	}
}
