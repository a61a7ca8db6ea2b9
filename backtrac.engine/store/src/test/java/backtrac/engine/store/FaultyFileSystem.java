package backtrac.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * The system's own files, but some calls fail as they do on other or broken file systems. Knows which folders and files are
 * open. Tests of other modules use it, too.
 */
public final class FaultyFileSystem implements FileSystem {

	/** Decides about a call. */
	public interface Fault {

		/** All is well. */
		Fault NONE = (on, call, arguments) -> {
		};

		/** Throws if the call, by its method's name, shall fail on the folder or file. */
		void check(Object on, String call, Object... arguments) throws IOException, InterruptedException;
	}

	private final Fault fault;
	private final boolean syncs;
	/** What is open, and where it was opened. */
	private final Map<Object, Throwable> open = Collections.synchronizedMap(new IdentityHashMap<>());

	public FaultyFileSystem(Fault fault) {
		this(fault, true);
	}

	private FaultyFileSystem(Fault fault, boolean syncs) {
		this.fault = fault;
		this.syncs = syncs;
	}

	/** Does not wait for the disk: nobody cuts its power here. */
	public static FaultyFileSystem withoutSync(Fault fault) {
		return new FaultyFileSystem(fault, false);
	}

	/** Files have no more than so many names. */
	static FaultyFileSystem withLinkLimit(int limit) {
		return new FaultyFileSystem(linkLimit(limit));
	}

	static Fault linkLimit(int limit) {
		return (on, call, arguments) -> {
			if (call.equals("link")) {
				Stat stat = new Stat();
				((Directory) on).stat((ByteString) arguments[0], stat);
				if (stat.links >= limit) {
					throw failure(call, Errno.EMLINK);
				}
			}
		};
	}

	/** How many folders and files are open. */
	public int openCount() {
		return open.size();
	}

	/** Where something was opened that is still open; null if nothing is. */
	public Throwable whereOpened() {
		synchronized (open) {
			return open.values().stream().findFirst().orElse(null);
		}
	}

	/** As the system does when the process ends. */
	public void closeAll() throws IOException {
		for (Object left : open.keySet().toArray()) {
			((Closeable) left).close();
		}
		open.clear();
	}

	public static PosixException failure(String call, Errno errno) {
		return new PosixException(call, "a name", errno, 0);
	}

	@Override
	public Directory open(Path path) throws IOException {
		try {
			fault.check(this, "open", path);
		} catch (InterruptedException e) {
			throw new InterruptedIOException();
		}
		return opened(Directory.class, FileSystem.system().open(path));
	}

	private <T> T opened(Class<T> type, T real) {
		open.put(real, new Throwable("opened here"));
		return wrap(type, real);
	}

	private <T> T wrap(Class<T> type, T real) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type, Wrapped.class }, (proxy, method, arguments) -> {
			if (method.getDeclaringClass() == Wrapped.class) {
				return real;
			}
			if (method.getDeclaringClass() == Object.class) {
				return method.invoke(real, arguments);
			}
			return call(real, method, arguments == null ? new Object[0] : arguments);
		}));
	}

	private Object call(Object real, Method method, Object[] arguments) throws Throwable {
		Object[] bare = Arrays.stream(arguments).map(argument -> argument instanceof Wrapped wrapped ? wrapped.real() : argument).toArray();
		boolean closes = method.getName().equals("close");
		if (!closes) {
			fault.check(real, method.getName(), bare);
		}
		if (!syncs && (method.getName().equals("sync") || method.getName().equals("syncFileSystem"))) {
			return null;
		}
		Object result;
		try {
			method.setAccessible(true);
			result = method.invoke(real, bare);
		} catch (InvocationTargetException e) {
			throw e.getCause();
		}
		if (closes && open.remove(real) != null && real instanceof FileHandle) {
			fault.check(real, "close", bare); // the system closes it, whatever it has to say
		}
		return switch (result) {
		case Directory folder when method.getName().equals("paths") -> wrap(Directory.class, folder); // the same open folder
		case Directory folder -> opened(Directory.class, folder);
		case FileHandle file -> opened(FileHandle.class, file);
		case null, default -> result;
		};
	}

	/** What is behind a proxy. */
	interface Wrapped {
		Object real();
	}
}
