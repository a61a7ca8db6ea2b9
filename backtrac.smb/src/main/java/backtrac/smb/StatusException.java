package backtrac.smb;

import java.io.IOException;

/** The server has refused a request. It stays within this bundle. */
final class StatusException extends IOException {

	private static final long serialVersionUID = 1L;

	private final int status;

	/** @param status one of {@link Status}, or another one */
	StatusException(int status) {
		super("0x" + Integer.toHexString(status), null);
		this.status = status;
	}

	int status() {
		return status;
	}
}
