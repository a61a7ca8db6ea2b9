package backtrac.smb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * The connections of a session: as many as are needed at once, up to the share's number. A lost one is replaced, within the share's
 * patience. Only one thread connects at a time, and none after user and password were refused, so that no account gets locked. Once they
 * are known to be good, an attempt that a server leaves without an answer, as some do that are just being started, is given up for another.
 *
 * <p>
 * All methods may be called by several threads; {@link #close} wakes those who wait.
 */
final class Connections implements AutoCloseable {

	/** Something to do with a connection. */
	interface Work<T> {
		T on(Connection connection) throws TransportException, StatusException, LostException;
	}

	/** Makes a connection. */
	interface Connector {
		Connection connect() throws TransportException;
	}

	private static final Logger log = LoggerFactory.getLogger(Connections.class);
	private static final Duration A_MOMENT = Duration.ofSeconds(1);

	private final Share share;
	private final Connector connector;
	private final Thread watch;

	// guarded by this
	private final List<Connection> live = new ArrayList<>();
	private final Attempts attempts;
	private int most;
	private boolean closed;

	Connections(Share share, Connector connector) {
		this.share = share;
		this.connector = connector;
		this.most = share.connections();
		this.attempts = new Attempts(share.patience(), System.nanoTime());
		this.watch = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("smb watch " + share.label()).unstarted(this::watch);
	}

	/** Makes the first connection. To be called once. */
	void open() throws TransportException {
		watch.start();
		release(acquire(deadline(), System.nanoTime(), true));
	}

	/**
	 * Does something that can be done again: if the connection is lost meanwhile, on another one from the beginning.
	 *
	 * @throws StatusException    if the server refused it
	 * @throws TransportException if there is no connection, or what the work throws
	 */
	<T> T call(Work<T> work) throws TransportException, StatusException {
		long deadline = deadline();
		for (int attempt = 0;; attempt++) {
			Connection connection = acquire(deadline);
			try {
				return work.on(connection);
			} catch (LostException e) {
				retry(e, attempt, deadline);
			} finally {
				release(connection);
			}
		}
	}

	/** When the share's patience is at its end. */
	long deadline() {
		return System.nanoTime() + share.patience().toNanos();
	}

	/**
	 * Waits a little before something is done again.
	 *
	 * @throws TransportException if that must not be, or there is no time left
	 */
	void retry(LostException lost, int attempt, long deadline) throws TransportException {
		long left = deadline - System.nanoTime();
		if (lost.isFinal() || left <= 0) {
			throw lost.toTransportException();
		}
		pause(Math.min(left, Attempts.pauseAfter(attempt)));
	}

	/** Waits, but no longer than until this is closed. */
	synchronized void pause(long nanos) throws TransportException {
		long end = System.nanoTime() + nanos;
		for (long left = nanos; left > 0; left = end - System.nanoTime()) {
			requireOpen();
			await(left);
		}
		requireOpen();
	}

	/** The connection that is used least. The caller gives it back. */
	Connection acquire(long deadline) throws TransportException {
		return acquire(deadline, System.nanoTime(), false);
	}

	/** As {@link #acquire}, but if all are in use, and another one is being made, waits a moment for that. */
	Connection acquireApart(long deadline) throws TransportException {
		return acquire(deadline, System.nanoTime() + A_MOMENT.toNanos(), false);
	}

	/** How many more could be used without sharing one. */
	synchronized int idle() {
		return most - (int) live.stream().filter(connection -> connection.isAlive() && connection.users().get() > 0).count();
	}

	private synchronized Connection acquire(long deadline, long apartUntil, boolean isFirst) throws TransportException {
		for (;;) {
			requireOpen();
			live.removeIf(connection -> !connection.isAlive());
			Connection best = live.stream().min(Comparator.comparingInt(connection -> connection.users().get())).orElse(null);
			long now = System.nanoTime();
			TransportException failure = attempts.failure();
			if (best == null && failure != null && (isFirst || failure.isPermanent())) {
				throw again(failure);
			}
			boolean isWanted = best == null || best.users().get() > 0 && live.size() < most;
			if (isWanted && attempts.isDue(now)) {
				int attempt = attempts.begin(now);
				Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("smb connect " + share.label()).start(() -> connect(attempt));
			}
			if (best != null && (best.users().get() == 0 || !attempts.isGoing() || now - apartUntil >= 0)) {
				best.users().incrementAndGet();
				return best;
			}
			if (best == null && now - deadline >= 0) {
				throw failure != null ? again(failure)
						: new TransportException(Reason.TIMEOUT, share.host() + " does not let us in within " + share.patience().toSeconds() + " seconds.");
			}
			await(best != null ? apartUntil - now : Math.min(deadline - now, attempts.untilDue(now)));
		}
	}

	/** Each caller gets an exception with its own stack. */
	private static TransportException again(TransportException e) {
		return new TransportException(e.reason(), e.getMessage());
	}

	void release(Connection connection) {
		connection.users().decrementAndGet();
	}

	private void connect(int attempt) {
		Connection made = null;
		TransportException failed = null;
		try {
			made = connector.connect();
		} catch (TransportException e) {
			failed = e;
		} catch (RuntimeException | Error e) {
			log.error("connecting to {}", share, e);
			failed = new TransportException(Reason.IO, share.host() + ": " + e);
		}
		connected(attempt, made, failed);
	}

	private synchronized void connected(int attempt, Connection made, TransportException failed) {
		live.removeIf(connection -> !connection.isAlive());
		if (made != null) {
			attempts.succeeded(attempt, System.nanoTime());
			if (closed || live.size() >= most) {
				made.fail(ended());
			} else {
				live.add(made);
			}
		} else if (attempts.failed(attempt, failed, System.nanoTime()) && !live.isEmpty()) {
			log.info("{}: goes on with {} connections: {}", share.label(), live.size(), failed.getMessage());
			most = live.size();
		}
		notifyAll();
	}

	/** Ends connections on which somebody waits for too long. */
	private synchronized void watch() {
		long interval = Math.clamp(share.patience().toNanos() / 10, 50_000_000L, 1_000_000_000L);
		while (!closed) {
			long now = System.nanoTime();
			live.forEach(connection -> connection.check(now));
			try {
				await(interval);
			} catch (TransportException interrupted) {
				return;
			}
		}
	}

	private void await(long nanos) throws TransportException {
		try {
			wait(Math.max(0, nanos) / 1_000_000 + 1);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new TransportException(Reason.CLOSED, share.label() + ": interrupted");
		}
	}

	synchronized void requireOpen() throws TransportException {
		if (closed) {
			throw ended().toTransportException();
		}
	}

	private LostException ended() {
		return new LostException(Reason.CLOSED, share.label() + ": the session was closed", true);
	}

	@Override
	public synchronized void close() {
		closed = true;
		live.forEach(connection -> connection.fail(ended()));
		notifyAll();
	}
}
