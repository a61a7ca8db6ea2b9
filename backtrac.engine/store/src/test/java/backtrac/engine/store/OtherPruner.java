package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.WorkListener;

/** Another JVM that forgets the snapshots of a plan and prunes, again and again, until it is killed or its input ends. */
final class OtherPruner {

	static final String DOOMED = "doomed";

	private OtherPruner() {
	}

	static Process start(Path repository) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		return new ProcessBuilder(List.of(java.toString(), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), OtherPruner.class.getName(), repository.toString()))
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	public static void main(String[] arguments) throws Exception {
		long freed = 0;
		try (HardLinkRepository repository = HardLinkRepository.open(Path.of(arguments[0]))) {
			System.out.println("ready");
			while (System.in.available() == 0) {
				for (Snapshot snapshot : repository.snapshots()) {
					if (snapshot.plan().equals(DOOMED)) {
						repository.forget(snapshot.id());
					}
				}
				freed += prune(repository);
			}
		}
		System.out.println(freed > 0 ? "freed" : "freed nothing");
	}

	private static long prune(HardLinkRepository repository) throws IOException, InterruptedException {
		try {
			return repository.prune(PruneOptions.FREE, WorkListener.NONE).files();
		} catch (RepositoryException e) {
			if (e.getMessage().contains(" is in use by ")) {
				return 0;
			}
			throw e;
		}
	}
}
