package backtrac.engine.local;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;

/**
 * Reads and writes folders of this machine.
 *
 * <p>
 * It is also the example for other transports: this class is all that the framework sees. It opens sessions, knows those
 * that are open, and closes them when it goes.
 */
@Component(property = Transport.SCHEME + "=local")
@Designate(ocd = LocalSettings.class)
public final class LocalTransport implements Transport {

	private static final String EXAMPLE = "Set path to a folder's full path, such as /home.";

	private final FileSystem files;
	private final Set<LocalSession> sessions = ConcurrentHashMap.newKeySet();
	private volatile boolean gone;

	public LocalTransport() {
		this(FileSystem.system());
	}

	/** @param files where folders are opened */
	public LocalTransport(FileSystem files) {
		this.files = files;
	}

	@Override
	public WritableSession open(Map<String, Object> settings) throws TransportException {
		Path path = path(settings);
		LocalSession session = new LocalSession(folder(path), path.toString(), sessions::remove);
		sessions.add(session);
		if (gone) { // first known, then asked: whoever closes them all has seen it, or this does
			session.close();
			throw new TransportException(Reason.CLOSED, "The transport for local folders was stopped.");
		}
		return session;
	}

	private static Path path(Map<String, Object> settings) throws TransportException {
		Object value = settings.get("path");
		if (value == null || value.toString().isBlank()) {
			throw new TransportException(Reason.SETTINGS, "The plan does not say which folder. " + EXAMPLE);
		}
		try {
			Path path = Path.of(value.toString());
			if (path.isAbsolute()) {
				return path;
			}
		} catch (InvalidPathException e) {
			throw new TransportException(Reason.SETTINGS, "'" + value + "' is no path. " + EXAMPLE, e);
		}
		throw new TransportException(Reason.SETTINGS, "'" + value + "' does not begin with a slash. " + EXAMPLE);
	}

	private Directory folder(Path path) throws TransportException {
		try {
			return files.open(path);
		} catch (PosixException e) {
			String sentence = switch (e.errno()) {
			case ENOENT -> "There is no folder " + path + " on this machine.";
			case ENOTDIR -> path + " is not a folder. Name the folder that it is in.";
			default -> path + ": " + e.reason();
			};
			// here the path is the user's own and its links are followed: ELOOP is a circle, not a link in the way
			throw new TransportException(e.errno() == Errno.ELOOP ? Reason.NOT_FOUND : Failures.reason(e), sentence);
		} catch (IOException e) {
			throw new TransportException(Reason.IO, path + ": " + e.getMessage(), e);
		}
	}

	@Deactivate
	void stop() {
		gone = true;
		sessions.forEach(LocalSession::close);
	}
}
