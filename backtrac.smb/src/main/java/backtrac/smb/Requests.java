package backtrac.smb;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of a server again and again. */
final class Requests {

	private static final Logger log = LoggerFactory.getLogger(Requests.class);

	private Requests() {
	}

	/** Opens something and does something with it, at once. What was opened stays open only if all of it was done. */
	static void open(Connection connection, Open open, Message... then) throws StatusException, LostException {
		Message[] all = new Message[then.length + 1];
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
		Open open = new Open(connection.config(), path, Open.READ_ATTRIBUTES, Open.SHARE_ALL, Open.EXISTING, Open.FOR_BACKUP | Open.NOT_THROUGH_LINKS);
		open(connection, open, new Close(connection.config(), Message.SAME));
		return open.facts();
	}
}
