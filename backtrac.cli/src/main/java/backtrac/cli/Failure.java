package backtrac.cli;

import java.io.IOException;

/** A command cannot do what was asked. The message is one sentence for people: it names the thing and the way out. */
final class Failure extends IOException {

	private static final long serialVersionUID = 1L;

	Failure(String message) {
		super(message);
	}

	Failure(String message, Throwable cause) {
		super(message, cause);
	}
}
