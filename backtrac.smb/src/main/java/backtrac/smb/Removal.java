package backtrac.smb;

import backtrac.api.transport.TransportException;
import backtrac.smb.Messages.Close;
import backtrac.smb.Messages.Open;

import jcifs.internal.smb2.info.Smb2SetInfoRequest;

/** Removes one file, or one folder that holds nothing. Never what is in a folder. */
final class Removal {

	/** [MS-FSCC] 2.4.11 */
	private static final byte DISPOSITION = 13;
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
				if (e.status() != Status.SHARING_VIOLATION || attempt == ATTEMPTS) {
					throw e;
				}
				connections.pause(PAUSE_NANOS);
			}
		}
	}

	private static void remove(Connection connection, String smbPath) throws StatusException, LostException {
		Open open = new Open(connection.config(), smbPath, Requests.DELETE | Requests.WRITE_ATTRIBUTES, Requests.SHARE_ALL, Requests.OPEN,
				Requests.NOT_THROUGH_LINKS);
		// what is read-only is not removed
		Requests.open(connection, open, Metadata.basic(connection.config(), Requests.SAME, new Metadata.Basic(0, DosAttributes.NORMAL)),
				disposition(connection, Requests.SAME), new Close(connection.config(), Requests.SAME));
	}

	/** To be removed when it is closed. */
	static Smb2SetInfoRequest disposition(Connection connection, byte[] handle) {
		return Messages.set(connection.config(), handle, DISPOSITION, new byte[] { 1 });
	}
}
