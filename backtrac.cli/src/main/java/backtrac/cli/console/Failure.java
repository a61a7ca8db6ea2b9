package backtrac.cli.console;

import java.io.IOException;

/** A command cannot do what was asked. The message is one sentence for people: it names the thing and the way out. */
public final class Failure extends IOException {

	private static final long serialVersionUID = 1L;

	public Failure(String message) {
		super(message);
	}

	public Failure(String message, Throwable cause) {
		super(message, cause);
	}
}
