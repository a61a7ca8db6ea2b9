package backtrac.cli.remote;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Consumer;

import backtrac.cli.console.Console;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/**
 * Calls again while a server is too busy for a call, for half a minute. It has done nothing of the call then, so that whatever the call changes is
 * changed once.
 */
final class Patience {

	/** Calls once. */
	static final Patience NONE = new Patience(0, _ -> {
	}, Time.SYSTEM);

	private static final int MOST_TRIES = 30;
	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

	private final int tries;
	private final Consumer<String> teller;
	private final Time time;

	private Patience(int tries, Consumer<String> teller, Time time) {
		this.tries = tries;
		this.teller = teller;
		this.time = time;
	}

	/** A person learns from the first answer what is waited for. */
	static Patience of(Console console) {
		return of(words -> {
			console.complain(words + " (trying again for half a minute)");
			console.err().flush();
		}, Time.SYSTEM);
	}

	/** @param teller gets the server's words when a call is about to be tried again for the first time */
	static Patience of(Consumer<String> teller, Time time) {
		return new Patience(MOST_TRIES, teller, time);
	}

	/** A handler of a server, called with patience. */
	<T> T with(Class<T> api, T handler) {
		return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] { api }, (_, method, arguments) -> call(handler, method, arguments)));
	}

	private Object call(Object handler, Method method, Object[] arguments) throws Throwable {
		for (int left = tries;; left--) {
			try {
				return method.invoke(handler, arguments);
			} catch (InvocationTargetException e) {
				if (left == 0 || !(e.getCause() instanceof RpcFault fault && fault.is(Fault.BUSY))) {
					throw e.getCause();
				}
				if (left == tries) {
					teller.accept(fault.getMessage());
				}
			}
			pause();
		}
	}

	private void pause() {
		try {
			time.pass(BETWEEN_TRIES);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new InterruptedIOException("stopped while the server was busy"));
		}
	}
}
