package backtrac.engine.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** The system's own files, but some calls fail as they do on other or broken file systems. */
final class FaultyFileSystem implements FileSystem {

	/** Decides about a call. */
	interface Fault {
		/** Throws if the call, by its method's name, shall fail on the folder or file. */
		void check(Object on, String call, Object[] arguments) throws Exception;
	}

	private final Fault fault;

	FaultyFileSystem(Fault fault) {
		this.fault = fault;
	}

	/** Files have no more than so many names. */
	static FaultyFileSystem withLinkLimit(int limit) {
		return new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("link")) {
				Stat stat = new Stat();
				((Directory) on).stat((ByteString) arguments[0], stat);
				if (stat.links >= limit) {
					throw failure(call, Errno.EMLINK);
				}
			}
		});
	}

	static PosixException failure(String call, Errno errno) {
		return new PosixException(call, "a name", errno, 0);
	}

	@Override
	public Directory open(Path path) throws IOException {
		return wrap(Directory.class, FileSystem.system().open(path));
	}

	private <T> T wrap(Class<T> type, T real) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type, Wrapped.class }, (proxy, method, arguments) -> {
			if (method.getDeclaringClass() == Wrapped.class) {
				return real;
			}
			return call(real, method, arguments == null ? new Object[0] : arguments);
		}));
	}

	private Object call(Object real, Method method, Object[] arguments) throws Throwable {
		Object[] bare = Arrays.stream(arguments).map(argument -> argument instanceof Wrapped wrapped ? wrapped.real() : argument).toArray();
		fault.check(real, method.getName(), bare);
		Object result;
		try {
			method.setAccessible(true);
			result = method.invoke(real, bare);
		} catch (InvocationTargetException e) {
			throw e.getCause();
		}
		return switch (result) {
		case Directory folder -> wrap(Directory.class, folder);
		case FileHandle file -> wrap(FileHandle.class, file);
		case null, default -> result;
		};
	}

	/** What is behind a proxy. */
	interface Wrapped {
		Object real();
	}
}
