package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;

/** Proves that updates of a bundle in use leave nothing behind: no thread, no class loader. */
final class Updates {

	/**
	 * The threads of the EventAdmin, the web server, the tests' own HTTP clients, and of Java for all virtual threads: pools with limits, whatever
	 * is updated.
	 */
	private static final List<String> POOLS = List.of("EventAdminThread", "qtp", "HttpClient-", "ForkJoinPool-1-worker-", "ForkJoinPool-1-delayScheduler", "VirtualThread-", "MasterPoller",
			"Read-Poller", "Write-Poller");

	private Updates() {
	}

	/**
	 * Updates a bundle again and again, and uses it each time.
	 *
	 * @param use has the bundle do its work, and fails if it does not
	 */
	static void leaveNothing(Services services, String name, int updates, Callable<?> use) throws Exception {
		Bundle bundle = services.bundle(name);
		services.update(bundle);
		use.call();
		Map<String, Long> before = threads();
		ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
		List<Reference<ClassLoader>> loaders = new ArrayList<>();
		for (int i = 0; i < updates; i++) {
			loaders.add(Services.loader(bundle, gone));
			services.update(bundle);
			use.call();
		}
		Await.until(() -> more(before).isEmpty(), () -> "threads that were not there before " + updates + " updates of " + name + ": " + more(before));
		for (int i = 0; i < updates; i++) {
			assertTrue(Garbage.holdsOneOf(gone), updates - i + " of " + updates + " class loaders of " + name + " are still held");
		}
		Reference.reachabilityFence(loaders);
	}

	/** How many threads there are of each name, numbers apart. */
	private static Map<String, Long> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> POOLS.stream().noneMatch(name::startsWith))
				.collect(Collectors.groupingBy(name -> name.replaceAll("[0-9]+", "#"), TreeMap::new, Collectors.counting()));
	}

	private static Map<String, Long> more(Map<String, Long> before) {
		Map<String, Long> more = threads();
		more.entrySet().removeIf(now -> now.getValue() <= before.getOrDefault(now.getKey(), 0L));
		return more;
	}
}
