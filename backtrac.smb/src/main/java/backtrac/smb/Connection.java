package backtrac.smb;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

import jcifs.CIFSContext;
import jcifs.CIFSException;
import jcifs.Configuration;
import jcifs.RuntimeCIFSException;
import jcifs.smb.RequestParam;
import jcifs.smb.SmbSessionInternal;
import jcifs.smb.SmbTransportInternal;
import jcifs.smb.SmbTreeInternal;
import jcifs.util.transport.RequestTimeoutException;

/**
 * One TCP connection, signed in and with the share open. It never comes back once it is lost, and never sends a request a second
 * time. Several threads may send at once.
 */
final class Connection {

	private static final Logger log = LoggerFactory.getLogger(Connection.class);

	private final Share share;
	private final Configuration config;
	private final SmbTransportInternal transport;
	private final SmbSessionInternal session;
	private final SmbTreeInternal tree;
	/** Who waits for an answer, and since when. */
	private final Map<Thread, Long> calls = new ConcurrentHashMap<>();
	private final AtomicInteger users = new AtomicInteger();
	// guarded by this
	private LostException lost;

	private Connection(Share share, Configuration config, SmbTransportInternal transport, SmbSessionInternal session, SmbTreeInternal tree) {
		this.share = share;
		this.config = config;
		this.transport = transport;
		this.session = session;
		this.tree = tree;
	}

	/** Connects, signs in once, and opens the share. Blocks for some seconds at most, unless the server stalls. */
	@SuppressWarnings("deprecation") // what takes its place would send a first request along, and mix up what was refused
	static Connection open(CIFSContext context, Share share) throws TransportException {
		SmbTransportInternal transport = null;
		try {
			transport = context.getTransportPool().getSmbTransport(context, share.host(), share.port(), true, share.signed())
					.unwrap(SmbTransportInternal.class);
			SmbSessionInternal session = transport.getSmbSession(context, share.host(), null).unwrap(SmbSessionInternal.class);
			SmbTreeInternal tree = session.getSmbTree(share.name(), null).unwrap(SmbTreeInternal.class);
			tree.connectLogon(context);
			return new Connection(share, context.getConfig(), transport, session, tree);
		} catch (IOException | RuntimeCIFSException e) {
			log.debug("connecting to {}", share, e);
			if (transport != null) {
				disconnect(transport);
			}
			throw Failures.connecting(share, e);
		}
	}

	Configuration config() {
		return config;
	}

	/** How many use it. */
	AtomicInteger users() {
		return users;
	}

	synchronized boolean isAlive() {
		return lost == null;
	}

	/**
	 * Sends requests, several as one message, and waits for the answers.
	 *
	 * @throws StatusException what the first of them was refused with; the others may have been carried out
	 * @throws LostException   if not all answers came; then this connection is of no use any more
	 */
	void send(Message... requests) throws StatusException, LostException {
		for (int i = 1; i < requests.length; i++) {
			requests[0].chain(requests[i]);
		}
		calls.put(Thread.currentThread(), System.nanoTime());
		Exception failure = null;
		try {
			requireAlive();
			tree.send(requests[0], RequestParam.NO_RETRY);
		} catch (CIFSException | RuntimeCIFSException e) {
			failure = e;
		} finally {
			calls.remove(Thread.currentThread());
		}
		for (Message request : requests) {
			Answer response = request.getResponse();
			// the library takes an answer that never came, because the connection broke, for a good and empty one
			if (response == null || !response.isReceived() || response.isError()) {
				throw fail(loss(failure == null && response != null ? response.getException() : failure));
			}
			int status = response.getStatus();
			if (Failures.isOfConnection(status)) {
				throw fail(new LostException(Reason.CONNECTION_LOST, share.host() + " ended the session", false));
			}
			if (status != Status.OK && status != Status.NO_MORE_FILES) {
				throw new StatusException(status);
			}
		}
		if (failure != null) {
			throw fail(loss(failure));
		}
	}

	/** What a request was answered; {@link Status#OK} only if it was carried out. */
	static int status(Message request) {
		Answer response = request.getResponse();
		return response == null || !response.isReceived() || response.isError() ? Status.CONNECTION_DISCONNECTED : response.getStatus();
	}

	private LostException loss(Exception failure) {
		for (Throwable e = failure; e != null; e = e.getCause()) {
			if (e instanceof InterruptedException) {
				Thread.currentThread().interrupt();
				return new LostException(Reason.CLOSED, share.label() + ": interrupted", true);
			}
			if (e instanceof RequestTimeoutException) {
				return new LostException(Reason.TIMEOUT, share.host() + " has not answered for " + share.patience().toSeconds() + " seconds", false);
			}
			if (String.valueOf(e.getMessage()).contains("Signature verification failed")) {
				return new LostException(Reason.CONNECTION_LOST,
						"An answer from " + share.host() + " was not what it had signed: somebody or something changes what goes over the network.", true);
			}
		}
		log.debug("{}", share, failure);
		return new LostException(Reason.CONNECTION_LOST, "the connection to " + share.host() + " was lost", false);
	}

	private synchronized void requireAlive() throws LostException {
		if (lost != null) {
			throw lost;
		}
	}

	/** Ends it if somebody waits for too long. */
	void check(long now) {
		long patience = share.patience().toNanos();
		if (calls.values().stream().anyMatch(since -> now - since > patience)) {
			fail(new LostException(Reason.TIMEOUT, share.host() + " has not answered for " + share.patience().toSeconds() + " seconds", false));
		}
	}

	/**
	 * Ends it, and wakes all who wait for an answer. Waits for nobody.
	 *
	 * @return why it was ended first
	 */
	synchronized LostException fail(LostException why) {
		if (lost == null) {
			lost = why;
			// the library may hold its locks for as long as a server stalls
			Thread.ofVirtual().name("smb disconnect").start(() -> {
				release();
				disconnect(transport);
			});
		}
		return lost;
	}

	private void release() {
		try {
			tree.close();
			session.close();
			transport.close();
		} catch (RuntimeCIFSException e) {
			log.debug("releasing {}", share, e);
		}
	}

	private static void disconnect(SmbTransportInternal transport) {
		try {
			transport.disconnect(true, false);
		} catch (IOException | RuntimeCIFSException e) {
			log.debug("disconnecting", e);
		}
	}
}
