package backtrac.xmlrpc.handler.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.osgi.framework.ServiceObjects;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/** Opens a session, lists its folder and closes it, on a thread of its own: whoever asked does not wait longer than he likes. */
final class Attempt implements Callable<Integer> {

	private final String scheme;
	private final ServiceObjects<Transport> objects;
	private final Map<String, Object> settings;

	// guarded by this
	private TransportSession session;
	private boolean over;

	/** @param settings with the secrets */
	Attempt(String scheme, ServiceObjects<Transport> objects, Map<String, Object> settings) {
		this.scheme = scheme;
		this.objects = objects;
		this.settings = settings;
	}

	/**
	 * How many entries the folder has.
	 *
	 * @throws TransportException {@link Reason#TIMEOUT} if it takes longer; a session that comes later is closed at once
	 * @throws ExecutionException if the transport failed as it should not
	 */
	int result(Duration patience) throws TransportException, ExecutionException, InterruptedException {
		FutureTask<Integer> task = new FutureTask<>(this);
		Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("test " + scheme).start(task);
		try {
			return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		} catch (TimeoutException e) {
			throw new TransportException(Reason.TIMEOUT, "there was no answer within " + patience.toSeconds() + " seconds", e);
		} catch (ExecutionException e) {
			if (e.getCause() instanceof TransportException known) {
				throw known;
			}
			throw e;
		} finally {
			end();
		}
	}

	@Override
	public Integer call() throws TransportException {
		Transport transport = get();
		if (transport == null) {
			throw new TransportException(Reason.UNREACHABLE, "the transport '" + scheme + "' is going, or cannot be started: see the server's log");
		}
		try {
			TransportSession opened = transport.open(settings);
			if (!keep(opened)) {
				opened.close();
				throw new TransportException(Reason.CLOSED, "nobody waits any more");
			}
			Listing listing = opened.list(EntryPath.ROOT);
			return listing.children().size() + listing.problems().size();
		} finally {
			end();
			giveBack(transport);
		}
	}

	/** Closes the session, or that which is still to come. */
	void end() {
		TransportSession open;
		synchronized (this) {
			over = true;
			open = session;
			session = null;
		}
		if (open != null) {
			open.close();
		}
	}

	private synchronized boolean keep(TransportSession opened) {
		if (!over) {
			session = opened;
		}
		return !over;
	}

	/** One at a time with {@link #giveBack}: Felix loses count when one thread gives the service back as its last user while another gets it. */
	private Transport get() {
		synchronized (Attempt.class) {
			return objects.getService();
		}
	}

	private void giveBack(Transport transport) {
		synchronized (Attempt.class) {
			objects.ungetService(transport);
		}
	}
}
