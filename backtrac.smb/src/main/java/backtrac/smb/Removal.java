package backtrac.smb;

import backtrac.api.transport.TransportException;

/** Removes one file, or one folder that holds nothing. Never what is in a folder. */
final class Removal {

	/** A server may take a while to notice that a connection was lost, and keeps its files open for so long. */
	private static final int ATTEMPTS = 10;
	private static final long PAUSE_NANOS = 500_000_000;

	private Removal() {
	}

	static void remove(Connections connections, String smbPath) throws TransportException, StatusException {
		for (int attempt = 1;; attempt++) {
			try {
				connections.call(connection -> {
					remove(connection, smbPath);
					return null;
				});
				return;
			} catch (StatusException e) {
				if (e.status() != Status.SHARING_VIOLATION && e.status() != Status.DELETE_PENDING || attempt == ATTEMPTS) {
					throw e;
				}
				connections.pause(PAUSE_NANOS);
			}
		}
	}

	private static void remove(Connection connection, String smbPath) throws StatusException, LostException {
		Open open = new Open(connection.config(), smbPath, Open.DELETE | Open.WRITE_ATTRIBUTES, Open.SHARE_ALL, Open.EXISTING,
				Open.NOT_THROUGH_LINKS);
		// what is read-only is not removed
		Requests.open(connection, open, Change.basic(connection.config(), Message.SAME, new Metadata.Basic(0, DosAttributes.NORMAL)),
				Change.removal(connection.config(), Message.SAME, true), new Close(connection.config(), Message.SAME));
	}
}
