package backtrac.engine.jobs;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import backtrac.engine.store.NthCall;

/** Tries a work for each call that it makes to the file system. */
final class EachCall {

	/** One call of so many fails, each time for another reason. {@code -Dbacktrac.faults.step=1} tries all. */
	private static final int STEP = Integer.getInteger("backtrac.faults.step", 5);

	/** The work, and what has to hold after it. */
	interface Case {
		void run(NthCall fault) throws Exception;
	}

	private EachCall() {
	}

	/** Goes on until there are not as many calls, and tells of all cases that are wrong. */
	static void of(IntFunction<NthCall> faults, Case what) {
		List<Throwable> wrong = new ArrayList<>();
		for (int n = 1;; n += STEP) {
			NthCall fault = faults.apply(n);
			try {
				what.run(fault);
			} catch (Exception | AssertionError e) {
				wrong.add(new AssertionError(fault.failed() + ": " + e, e));
			}
			if (fault.failed() == null) {
				break;
			}
		}
		assertAll(wrong.stream().map(failure -> () -> {
			throw failure;
		}));
	}
}
