package backtrac.engine.jobs.backup;

import java.io.IOException;

import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Reasons;

/**
 * A file's content on its way from the client to the repository. Counts it, and ends with a {@link ChangedException}
 * instead of the end if the file is not as it was expected; or, if it is taken as it comes, at the expected size at the
 * latest, which of a file that grows is what it was at first. All other failures of the client are
 * {@link TransportException}s, so that they can be told from those of the repository. Closing it closes nothing.
 */
final class WatchedContent extends FileContent {

	private final FileContent content;
	private final FileEntry expected;
	private final boolean asItComes;
	private final ProgressMeter.Transfer transfer;
	private long length;
	private boolean complete;
	private boolean changed;

	/** @param asItComes whether a file that changes is read all the same */
	WatchedContent(FileContent content, FileEntry expected, boolean asItComes, ProgressMeter.Transfer transfer) {
		this.content = content;
		this.expected = expected;
		this.asItComes = asItComes;
		this.transfer = transfer;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] buffer, int offset, int count) throws IOException {
		if (complete) {
			return -1;
		}
		try {
			int n = content.read(buffer, offset, count);
			boolean isTooLong = n > expected.size() - length;
			int taken = (int) Math.min(n, expected.size() - length);
			length += Math.max(0, taken);
			transfer.moved(Math.max(0, taken));
			// that the open file has no more than what came spares a read that finds its end
			boolean over = n < 0 || length >= expected.size();
			changed = isTooLong || over && !isAsExpected(content.state());
			if (changed && !asItComes) {
				throw new ChangedException();
			}
			complete = over;
			return isTooLong && taken == 0 ? -1 : taken;
		} catch (TransportException | ChangedException e) {
			throw e;
		} catch (IOException e) {
			// without the cause: its class may be the transport's own
			throw new TransportException(Reason.IO, Reasons.words(e));
		}
	}

	@Override
	public FileEntry state() throws TransportException {
		return content.state();
	}

	@Override
	public FileContent origin() {
		return content.origin();
	}

	private boolean isAsExpected(FileEntry state) {
		return length == expected.size() && state.size() == expected.size() && state.modified().equals(expected.modified());
	}

	/** Tells if it was read to its end. */
	boolean isComplete() {
		return complete;
	}

	/** Tells if the file, read to its end, was not what it was expected to be. */
	boolean isChanged() {
		return changed;
	}

	/** Bytes that have come. */
	long length() {
		return length;
	}
}
