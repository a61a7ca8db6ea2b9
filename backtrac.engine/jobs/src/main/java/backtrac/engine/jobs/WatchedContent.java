package backtrac.engine.jobs;

import java.io.IOException;
import java.io.InputStream;

import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * A file's content on its way from the client to the repository. Counts it, and ends with a {@link ChangedException}
 * instead of the end if the file is not as it was expected. All other failures of the client are
 * {@link TransportException}s, so that they can be told from those of the repository. Closing it closes nothing.
 */
final class WatchedContent extends InputStream {

	private final FileContent content;
	private final FileEntry expected;
	private final ProgressMeter.Transfer transfer;
	private long length;
	private boolean complete;

	WatchedContent(FileContent content, FileEntry expected, ProgressMeter.Transfer transfer) {
		this.content = content;
		this.expected = expected;
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
			if (n > 0) {
				length += n;
				transfer.moved(n);
			}
			// that the open file has no more than what came spares a read that finds its end
			boolean over = n < 0 || length >= expected.size();
			if (length > expected.size() || over && !isAsExpected(content.state())) {
				throw new ChangedException();
			}
			complete = over;
			return n;
		} catch (TransportException | ChangedException e) {
			throw e;
		} catch (IOException e) {
			// without the cause: its class may be the transport's own
			throw new TransportException(Reason.IO, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
		}
	}

	private boolean isAsExpected(FileEntry state) {
		return length == expected.size() && state.size() == expected.size() && state.modified().equals(expected.modified());
	}

	/** Tells if all was read and the file has not changed meanwhile. */
	boolean isComplete() {
		return complete;
	}
}
