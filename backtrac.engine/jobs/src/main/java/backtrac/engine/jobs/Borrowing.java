package backtrac.engine.jobs;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/** Does work with a session of a transport, and gives the transport back. Nothing that it throws holds a secret. */
final class Borrowing {

	/** What needs a session. */
	interface Work<R> {
		R with(TransportSession session) throws IOException, InterruptedException;
	}

	private static final String HIDDEN = "***";

	private final Transports transports;

	Borrowing(Transports transports) {
		this.transports = transports;
	}

	/**
	 * Connects, and does the work.
	 *
	 * @param secrets those of the settings that nobody may read
	 * @throws TransportGoneException if the transport went meanwhile
	 */
	<R> R with(String scheme, Map<String, Object> settings, Collection<String> secrets, Work<R> work) throws IOException, InterruptedException {
		try (TransportLease lease = transports.borrow(scheme)) {
			try {
				return work.with(lease.connect(settings));
			} catch (IOException | RuntimeException e) {
				if (lease.isGone()) {
					throw new TransportGoneException(lease.goneMessage());
				}
				if (secrets.stream().anyMatch(secret -> isIn(e, secret))) {
					throw hide(e, secrets);
				}
				throw e;
			}
		}
	}

	private static boolean isIn(Throwable thrown, String secret) {
		for (Throwable e = thrown; e != null; e = e.getCause()) {
			if (!secret.isEmpty() && String.valueOf(e.getMessage()).contains(secret)) {
				return true;
			}
		}
		return false;
	}

	/** The same without its causes, in words that are safe. */
	private static IOException hide(Exception e, Collection<String> secrets) {
		String text = String.valueOf(e instanceof IOException ? e.getMessage() : e);
		for (String secret : secrets) {
			text = secret.isEmpty() ? text : text.replace(secret, HIDDEN);
		}
		IOException safe = e instanceof TransportException known ? new TransportException(known.reason(), text) : new IOException(text);
		safe.setStackTrace(e.getStackTrace());
		return safe;
	}
}
