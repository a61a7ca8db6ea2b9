package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Secrets;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;
import backtrac.test.transport.FaultyProxy;
import backtrac.test.transport.Samba;

/** A plan of the live server for a share whose server is killed in the middle of a backup, and started again. */
@ExtendWith(BundleContextExtension.class)
class KilledShareTest {

	private static final int FILES = 300;
	private static final int SIZE = 40_000;
	private static final long ALL = (long) FILES * SIZE;

	@InjectBundleContext
	BundleContext context;

	@Test
	void theRunSucceedsAndReadsNothingTwiceThatWasStored() throws Exception {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		Services services = new Services(context);
		Backups backups = new Backups(services);
		Samba samba = Samba.shared();
		Path source = samba.newFolder();
		makeFiles(source);
		try (FaultyProxy proxy = new FaultyProxy(samba.port())) {
			proxy.delay(1);
			Plan plan = backups.plan("smb", settings(samba.settings("port", proxy.port(), "path", source.getFileName().toString())));
			services.use(Secrets.class, secrets -> {
				secrets.set(plan.id(), "password", Samba.PASSWORD);
				return null;
			});
			CompletableFuture<RunReport> run = backups.start(plan);
			Await.until(() -> proxy.answered() > ALL / 2 || run.isDone(), () -> "only " + proxy.answered() + " bytes were read");
			samba.kill();
			try {
				assertFalse(run.isDone(), "it was killed in the middle");
			} finally {
				samba.start();
			}
			RunReport report = Backups.await(run);
			assertEquals(RunState.SUCCEEDED, report.state(), report.message());
			assertEquals(FILES, report.files());
			Snapshot snapshot = backups.snapshot(report.snapshotId());
			assertEquals(FILES, snapshot.counts().filesRead(), "each was read once");
			assertTrue(proxy.answered() < ALL * 5 / 4, () -> "what came over the network: " + proxy.answered() + " bytes for files of " + ALL);
			for (int i = 0; i < FILES; i++) {
				assertEquals(-1, Files.mismatch(source.resolve(name(i)), snapshot.tree().resolve(name(i))), name(i));
			}
		}
	}

	private static Map<String, String> settings(Map<String, Object> all) {
		Map<String, String> settings = new HashMap<>();
		all.forEach((name, value) -> settings.put(name, value.toString()));
		settings.remove("password");
		return settings;
	}

	private static void makeFiles(Path source) throws Exception {
		Random random = new Random(1);
		byte[] content = new byte[SIZE];
		for (int i = 0; i < FILES; i++) {
			random.nextBytes(content);
			Files.createDirectories(source.resolve(name(i)).getParent());
			Files.write(source.resolve(name(i)), content);
		}
	}

	private static String name(int number) {
		return "folder " + number % 7 + "/file " + number;
	}
}
