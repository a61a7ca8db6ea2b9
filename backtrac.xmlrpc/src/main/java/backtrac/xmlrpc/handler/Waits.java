package backtrac.xmlrpc.handler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import backtrac.xmlrpc.server.Caller;

/**
 * Bounds how many calls wait for news: each of them keeps a thread of the web server, which others need. Threads: for any number of them.
 */
@Component(service = Waits.class)
public final class Waits {

	private static final int MOST = 32;
	private static final int MOST_OF_ONE = 8;

	private final int most;
	private final int mostOfOne;
	private final Map<String, Integer> waiting = new HashMap<>();
	private int all;

	@Activate
	public Waits() {
		this(MOST, MOST_OF_ONE);
	}

	/**
	 * @param most      calls that wait at once
	 * @param mostOfOne those with the same token
	 */
	public Waits(int most, int mostOfOne) {
		this.most = most;
		this.mostOfOne = mostOfOne;
	}

	/**
	 * Asks for news.
	 *
	 * @param waitMs   how long the caller would wait
	 * @param question gets how long it may wait: 0 if too many do already
	 */
	public <T> T ask(int waitMs, IntFunction<T> question) {
		if (waitMs <= 0) {
			return question.apply(waitMs);
		}
		String caller = Caller.current().name();
		if (!enter(caller)) {
			return question.apply(0);
		}
		try {
			return question.apply(waitMs);
		} finally {
			leave(caller);
		}
	}

	private synchronized boolean enter(String caller) {
		int own = waiting.getOrDefault(caller, 0);
		if (all >= most || own >= mostOfOne) {
			return false;
		}
		all++;
		waiting.put(caller, own + 1);
		return true;
	}

	private synchronized void leave(String caller) {
		all--;
		waiting.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
	}
}
