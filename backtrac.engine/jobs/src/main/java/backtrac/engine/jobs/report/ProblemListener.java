package backtrac.engine.jobs.report;

/** Is told of each entry that a run could not do, by any of its threads: must be quick. */
@FunctionalInterface
public interface ProblemListener {

	/** Does not want to know. */
	ProblemListener NONE = (_, _) -> {
	};

	/**
	 * An entry could not be done.
	 *
	 * @param path   which, for people
	 * @param reason why, in words a person understands
	 */
	void problem(String path, String reason);
}
