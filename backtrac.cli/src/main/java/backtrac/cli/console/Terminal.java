package backtrac.cli.console;

/** The terminal behind standard error. */
@FunctionalInterface
public interface Terminal {

	/** No terminal, but a pipe or a file. */
	Terminal NONE = () -> 0;

	/** How wide it is now, in columns; 0 if standard error is no terminal that a line can be rewritten on. */
	int columns();
}
