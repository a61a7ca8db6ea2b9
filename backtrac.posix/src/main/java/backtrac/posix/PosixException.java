package backtrac.posix;

import java.io.IOException;

/** A file call failed. The message is the name and the reason, without the call. */
public final class PosixException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Errno errno;
	private final String call;
	private final String reason;

	/**
	 * @param call   the system's call, such as {@code linkat}
	 * @param name   what it was about, for people
	 * @param errno  why it failed
	 * @param number the system's number of that
	 */
	public PosixException(String call, String name, Errno errno, int number) {
		this(name, errno.text() + (errno == Errno.OTHER ? " (" + call + ", error " + number + ")" : ""), errno, call);
	}

	/** With a reason of the caller's own words. */
	static PosixException because(String call, String name, Errno errno, String reason) {
		return new PosixException(name, reason, errno, call);
	}

	/** The same with a name, if it has none. */
	PosixException about(String name) {
		if (name.isEmpty() || !getMessage().equals(reason)) {
			return this;
		}
		PosixException named = new PosixException(name, reason, errno, call);
		named.initCause(getCause());
		return named;
	}

	private PosixException(String name, String reason, Errno errno, String call) {
		super((name.isEmpty() ? "" : name + ": ") + reason);
		this.reason = reason;
		this.errno = errno;
		this.call = call;
		fillInStackTrace();
	}

	/** What is an answer rather than a failure has no trace: to make one takes longer than the call. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		boolean answer = errno == null /* not yet known */ || errno == Errno.ENOENT || errno == Errno.EEXIST || errno == Errno.EMLINK;
		return answer ? this : super.fillInStackTrace();
	}

	public Errno errno() {
		return errno;
	}

	/** The message without the name, for a caller who knows a better one. */
	public String reason() {
		return reason;
	}

	/** The system's call that failed, such as {@code linkat}. */
	public String call() {
		return call;
	}
}
