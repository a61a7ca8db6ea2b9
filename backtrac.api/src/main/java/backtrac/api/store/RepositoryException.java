package backtrac.api.store;

import java.io.IOException;

/** The repository cannot do what was asked. The message names the thing and, where there is one, the way out. */
public class RepositoryException extends IOException {

	private static final long serialVersionUID = 1L;

	public RepositoryException(String message) {
		super(message);
	}

	public RepositoryException(String message, Throwable cause) {
		super(message, cause);
	}
}
