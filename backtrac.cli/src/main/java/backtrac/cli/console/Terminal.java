package backtrac.cli.console;

/** The terminal behind standard error. */
@FunctionalInterface
public interface Terminal {

	/** No terminal, but a pipe or a file. */
	Terminal NONE = () -> 0;

	/** How wide it is now, in columns; 0 if standard error is no terminal that a line can be rewritten on. */
	int columns();

	/** The same of standard output: 0 if that goes to a pipe or a file. */
	default int outputColumns() {
		return 0;
	}
}
