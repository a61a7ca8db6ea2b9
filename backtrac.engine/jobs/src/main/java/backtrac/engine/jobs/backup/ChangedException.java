package backtrac.engine.jobs.backup;

import java.io.IOException;

/** A file changed while it was read: what came belongs to no one state of it. */
final class ChangedException extends IOException {

	private static final long serialVersionUID = 1L;

	ChangedException() {
		super("changed while it was read");
	}
}
