package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import backtrac.api.job.RunState;

/** A process of its own that uses a catalog: until it is told to end, or until it is halted in the middle of its work. */
final class CatalogProcess {

	/** How many runs have been stored, at least, when it is halted. */
	static final int ENOUGH = 100;
	static final int HALTED = 137;

	private CatalogProcess() {
	}

	public static void main(String[] arguments) throws IOException {
		DerbyDatabase database = Databases.onDisk(Path.of(arguments[1]));
		if (arguments[0].equals("hold")) {
			System.out.println("held");
			System.in.read();
			database.close();
		} else {
			SqlRunHistory history = new SqlRunHistory(database);
			AtomicInteger stored = new AtomicInteger();
			for (int thread = 0; thread < 4; thread++) {
				String prefix = "t" + thread + "-";
				Thread.ofPlatform().start(() -> {
					for (int i = 0;; i++) {
						history.add(Records.queued(prefix + i, Records.MORNING));
						history.end(Records.ended(prefix + i, Records.MORNING, RunState.SUCCEEDED), null);
						System.out.println(prefix + i);
						System.out.flush();
						if (stored.incrementAndGet() == ENOUGH) {
							Runtime.getRuntime().halt(HALTED);
						}
					}
				});
			}
		}
	}
}
