package backtrac.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told how far a long work on the repository is. Any thread may tell, several at once. */
@ConsumerType
public interface WorkListener {

	/** Does not want to know. */
	WorkListener NONE = new WorkListener() {

		@Override
		public void expected(long files, long bytes) {
			// not wanted
		}

		@Override
		public void done(long files, long bytes) {
			// not wanted
		}
	};

	/** How much it will be in all, as far as known by now. */
	void expected(long files, long bytes);

	/** So much more is done. */
	void done(long files, long bytes);
}
