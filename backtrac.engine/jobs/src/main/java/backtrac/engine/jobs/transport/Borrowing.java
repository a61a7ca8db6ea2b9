package backtrac.engine.jobs.transport;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

import backtrac.api.transport.Mask;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/** Does work with a session of a transport, and gives the transport back. Nothing that it throws holds a secret. */
public final class Borrowing {

	/** What needs a session. */
	public interface Work<R> {
		R with(TransportSession session) throws IOException, InterruptedException;
	}

	private final Transports transports;

	public Borrowing(Transports transports) {
		this.transports = transports;
	}

	/**
	 * Connects, and does the work.
	 *
	 * @param secrets those of the settings that nobody may read
	 * @throws TransportGoneException if the transport went meanwhile
	 */
	public <R> R with(String scheme, Map<String, Object> settings, Collection<String> secrets, Work<R> work) throws IOException, InterruptedException {
		try (TransportLease lease = transports.borrow(scheme)) {
			try {
				return work.with(lease.connect(settings));
			} catch (IOException | RuntimeException e) {
				if (lease.isGone()) {
					throw new TransportGoneException(lease.goneMessage());
				}
				if (tells(e, secrets)) {
					throw hide(e, secrets);
				}
				throw e;
			}
		}
	}

	private static boolean tells(Throwable thrown, Collection<String> secrets) {
		for (Throwable e = thrown; e != null; e = e.getCause()) {
			if (!Objects.equals(e.getMessage(), Mask.hide(e.getMessage(), secrets))) {
				return true;
			}
		}
		return false;
	}

	/** The same without its causes, in words that are safe. */
	private static IOException hide(Exception e, Collection<String> secrets) {
		String text = Mask.hide(String.valueOf(e instanceof IOException ? e.getMessage() : e), secrets);
		IOException safe = e instanceof TransportException known ? new TransportException(known.reason(), text) : new IOException(text);
		safe.setStackTrace(e.getStackTrace());
		return safe;
	}
}
