package backtrac.engine.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import backtrac.posix.Errno;
import backtrac.posix.FileHandle;

/** The n-th call of all fails; or the power is gone from it on, as far as one process can tell. */
public final class NthCall implements FaultyFileSystem.Fault {

	/** What disks and systems say when something is wrong with them, and not with the name. */
	private static final List<Errno> REASONS = List.of(Errno.ENOSPC, Errno.EIO, Errno.EROFS, Errno.EMFILE, Errno.EDQUOT, Errno.EACCES, Errno.ESTALE);

	/** Nothing that this process does has an effect any more. */
	public static final class PowerGone extends RuntimeException {

		private static final long serialVersionUID = 1L;

		PowerGone() {
			super("the power is gone");
		}
	}

	private final FaultyFileSystem.Fault other;
	private final int nth;
	private final Errno reason;
	private final AtomicInteger calls = new AtomicInteger();
	private volatile String failed;

	private NthCall(int nth, Errno reason, FaultyFileSystem.Fault other) {
		this.nth = nth;
		this.reason = reason;
		this.other = other;
	}

	/**
	 * One call fails, each n for another reason.
	 *
	 * @param nth   from 1 on
	 * @param other looks at the others
	 */
	public static NthCall fails(int nth, FaultyFileSystem.Fault other) {
		return new NthCall(nth, REASONS.get(nth % REASONS.size()), other);
	}

	/** No call has an effect from this one on. */
	public static NthCall powerGoes(int nth, FaultyFileSystem.Fault other) {
		return new NthCall(nth, null, other);
	}

	/** The call that failed and why, for people; null if there were not as many. */
	public String failed() {
		return failed;
	}

	@Override
	public void check(Object on, String call, Object... arguments) throws IOException, InterruptedException {
		if (call.equals("paths")) {
			return; // no call to the system
		}
		int number = calls.incrementAndGet();
		if (number == nth) {
			failed = "call " + nth + ", " + call + describe(arguments) + ": " + (reason == null ? "the power goes" : reason);
			if (call.equals("write")) { // a disk gets full in the middle
				((FileHandle) on).write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2] / 2);
			}
		}
		if (reason == null && number >= nth && !call.equals("close")) {
			throw new PowerGone();
		}
		if (number == nth && reason != null) {
			throw FaultyFileSystem.failure(call, reason);
		}
		other.check(on, call, arguments);
	}

	private static List<String> describe(Object... arguments) {
		return Arrays.stream(arguments).map(argument -> argument instanceof byte[] ? "…" : String.valueOf(argument)).toList();
	}
}
