package backtrac.engine.jobs.restore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import backtrac.engine.jobs.report.ProgressMeter;

/** A content on its way back, counted. */
final class CountedContent extends FilterInputStream {

	private final ProgressMeter.Transfer transfer;

	CountedContent(InputStream content, ProgressMeter.Transfer transfer) {
		super(content);
		this.transfer = transfer;
	}

	@Override
	public int read() throws IOException {
		int b = super.read();
		transfer.moved(b < 0 ? 0 : 1);
		return b;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int n = super.read(buffer, offset, length);
		transfer.moved(Math.max(0, n));
		return n;
	}
}
