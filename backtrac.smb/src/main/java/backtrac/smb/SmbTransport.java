package backtrac.smb;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;

/** Reads and writes what Windows machines, NAS devices and Samba share. */
@Component(service = Transport.class, property = Transport.SCHEME + "=smb")
@Designate(ocd = SmbSettings.class)
public final class SmbTransport implements Transport {

	private final Set<SmbSession> sessions = ConcurrentHashMap.newKeySet();
	private volatile boolean gone;

	/**
	 * {@inheritDoc} User and password are tried once. That takes some seconds at most, and no longer than the plan's patience; to
	 * see whether a plan's settings are right, open and close.
	 */
	@Override
	public WritableSession open(Map<String, Object> settings) throws TransportException {
		SmbSession session = new SmbSession(Share.of(settings), sessions::remove);
		sessions.add(session);
		try {
			if (gone) { // first known, then asked: whoever closes them all has seen it, or this does
				throw new TransportException(Reason.CLOSED, "The transport for Windows shares was stopped.");
			}
			session.open();
			return session;
		} catch (TransportException | RuntimeException | Error e) {
			session.close();
			throw e;
		}
	}

	@Deactivate
	void stop() {
		gone = true;
		sessions.forEach(SmbSession::close);
	}
}
