package backtrac.engine.jobs.transport;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/**
 * A transport that a run has borrowed, and its session. Connecting happens on a thread of its own, so that a run can be
 * ended while a client does not answer; what comes of it after that is closed at once.
 */
final class TransportLease implements AutoCloseable {

	private final String scheme;
	// kept, because the objects do not know it any more when the service has gone
	private final ServiceReference<Transport> reference;
	private final ComponentServiceObjects<Transport> objects;
	private final Consumer<TransportLease> onEnd;

	// guarded by this
	private Transport transport;
	private TransportSession session;
	private boolean connecting;
	private boolean gone;
	private boolean ended;

	TransportLease(String scheme, ServiceReference<Transport> reference, ComponentServiceObjects<Transport> objects, Consumer<TransportLease> onEnd) {
		this.scheme = scheme;
		this.reference = reference;
		this.objects = objects;
		this.onEnd = onEnd;
	}

	/** Tells if it is this service that was borrowed. */
	boolean isOf(ServiceReference<Transport> service) {
		return reference.equals(service);
	}

	/** Opens the session. To be called once. */
	TransportSession connect(Map<String, Object> settings) throws TransportException, InterruptedException {
		synchronized (this) {
			connecting = true;
		}
		FutureTask<TransportSession> task = new FutureTask<>(() -> open(settings));
		Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("connect " + scheme).start(task);
		try {
			return task.get();
		} catch (ExecutionException e) {
			switch (e.getCause()) {
			case TransportException known -> throw known;
			case Error error -> throw error;
			default -> throw new TransportException(Reason.IO, "the transport '" + scheme + "' failed: " + e.getCause());
			}
		}
	}

	private TransportSession open(Map<String, Object> settings) throws TransportException {
		TransportSession opened = null;
		try {
			Transport service = get();
			synchronized (this) {
				transport = service;
			}
			if (service == null) {
				throw new TransportException(Reason.UNREACHABLE, Transports.missing(scheme));
			}
			opened = service.open(settings);
		} finally {
			connected(opened);
		}
		if (isGone()) {
			throw new TransportException(Reason.CLOSED, goneMessage());
		}
		return opened;
	}

	/**
	 * One at a time with {@link #giveBack(Transport)}: Felix loses count when one thread gives the service back as its last user while another
	 * gets it.
	 */
	private Transport get() {
		synchronized (objects) {
			return objects.getService();
		}
	}

	private void giveBack(Transport service) {
		synchronized (objects) {
			objects.ungetService(service);
		}
	}

	private void connected(TransportSession opened) {
		boolean useless;
		synchronized (this) {
			connecting = false;
			session = opened;
			useless = gone || ended;
		}
		if (opened != null && useless) {
			opened.close();
		}
		giveBack();
	}

	/** The service goes: wakes who is at work with it. */
	void lose() {
		TransportSession open;
		synchronized (this) {
			gone = true;
			open = session;
		}
		if (open != null) {
			open.close();
		}
	}

	/** Tells if the transport went before the lease was given back. */
	synchronized boolean isGone() {
		return gone;
	}

	String goneMessage() {
		return "the transport '" + scheme + "' was removed while the run used it";
	}

	/** Ends the session and gives the service back. */
	@Override
	public void close() {
		TransportSession open;
		synchronized (this) {
			ended = true;
			open = session;
		}
		if (open != null) {
			open.close();
		}
		giveBack();
	}

	private void giveBack() {
		Transport service;
		synchronized (this) {
			if (!ended || connecting) {
				return;
			}
			service = transport;
			transport = null;
		}
		if (service != null) {
			giveBack(service);
		}
		onEnd.accept(this);
	}
}
