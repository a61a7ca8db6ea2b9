package backtrac.api.job;

/** Another server works on it: this one can do nothing until that ends. The message is for people. */
public final class RunsElsewhereException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	public RunsElsewhereException(String message) {
		super(message);
	}
}
