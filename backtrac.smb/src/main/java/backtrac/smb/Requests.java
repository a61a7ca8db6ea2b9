package backtrac.smb;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.smb.Messages.Close;
import backtrac.smb.Messages.Open;

import jcifs.internal.smb2.ServerMessageBlock2Request;
import jcifs.internal.smb2.Smb2Constants;

/** What is asked of a server again and again. */
final class Requests {

	private static final Logger log = LoggerFactory.getLogger(Requests.class);

	// access, [MS-SMB2] 2.2.13.1
	static final int READ_DATA = 0x1;
	static final int WRITE_DATA = 0x2;
	static final int READ_ATTRIBUTES = 0x80;
	static final int WRITE_ATTRIBUTES = 0x100;
	static final int DELETE = 0x10000;
	static final int SYNCHRONIZE = 0x100000;

	/** Others may read, write and remove what is read here. */
	static final int SHARE_ALL = 7;
	static final int SHARE_NONE = 0;

	// [MS-SMB2] 2.2.13
	static final int OPEN = 1;
	static final int CREATE = 2;
	static final int DIRECTORY = 0x1;
	static final int FILE = 0x40;
	static final int DELETE_ON_CLOSE = 0x1000;
	/** Who may back up may read everything. */
	static final int FOR_BACKUP = 0x4000;
	/** Takes a link for what it is. */
	static final int NOT_THROUGH_LINKS = 0x200000;

	/** Stands for what the request before has opened. */
	static final byte[] SAME = Smb2Constants.UNSPECIFIED_FILEID;

	private Requests() {
	}

	/** Opens something and does something with it, at once. What was opened stays open only if all of it was done. */
	static void open(Connection connection, Open open, ServerMessageBlock2Request<?>... then) throws StatusException, LostException {
		ServerMessageBlock2Request<?>[] all = new ServerMessageBlock2Request<?>[then.length + 1];
		all[0] = open;
		System.arraycopy(then, 0, all, 1, then.length);
		try {
			connection.send(all);
		} catch (StatusException e) {
			boolean isClosed = then.length > 0 && then[then.length - 1] instanceof Close close && Connection.status(close) == Status.OK;
			if (Connection.status(open) == Status.OK && !isClosed) {
				close(connection, open.handle());
			}
			throw e;
		}
	}

	/** Closes what was only read, or is not needed any more. That it fails takes nothing away. */
	static void close(Connection connection, byte[] handle) {
		try {
			connection.send(new Close(connection.config(), handle));
		} catch (StatusException | LostException e) {
			log.debug("closing: {}", e.getMessage());
		}
	}

	/** What is there, looked at through no link. */
	static Facts look(Connection connection, String path) throws StatusException, LostException {
		Open open = new Open(connection.config(), path, READ_ATTRIBUTES, SHARE_ALL, OPEN, FOR_BACKUP | NOT_THROUGH_LINKS);
		open(connection, open, new Close(connection.config(), SAME));
		return open.facts;
	}
}
