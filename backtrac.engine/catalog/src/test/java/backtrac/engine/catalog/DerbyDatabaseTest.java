package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

class DerbyDatabaseTest {

	@TempDir
	Path data;

	private Path folder() {
		return data.resolve("cata log ü");
	}

	@Test
	void aRestartKeepsEverything() {
		Client client = Records.client("web");
		Plan plan = Records.plan(client, "docs");
		RunRecord run = Records.ended("r", Records.MORNING, RunState.PARTIAL);
		RunRecord open = Records.queued("q", Records.MORNING);
		DerbyDatabase before = Databases.onDisk(folder());
		SqlCatalog catalog = new SqlCatalog(before);
		catalog.save(client);
		catalog.save(plan);
		SqlRunHistory history = new SqlRunHistory(before);
		history.add(Records.queued("r", Records.MORNING));
		history.end(run, null);
		history.add(open);
		before.close();

		DerbyDatabase after = Databases.onDisk(folder());
		catalog = new SqlCatalog(after);
		assertEquals(List.of(client), catalog.clients());
		assertEquals(List.of(plan), catalog.plans());
		history = new SqlRunHistory(after);
		assertEquals(Optional.of(run), history.run("r"));
		assertEquals(List.of(open), history.open());
		after.close();
	}

	@Test
	void allIsInItsFolderAndNoThreadStays() throws Exception {
		Set<Thread> others = writers();
		DerbyDatabase database = Databases.onDisk(folder());
		Set<Thread> own = writers();
		own.removeAll(others);
		assertFalse(own.isEmpty());
		database.close();
		for (Thread writer : own) {
			assertTrue(writer.join(Duration.ofSeconds(30)), () -> writer + " stays");
		}
		try (var files = Files.list(data)) {
			assertEquals(List.of(folder()), files.toList());
		}
	}

	/** Derby's threads that write a database. */
	private static Set<Thread> writers() {
		return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().contains("rawStoreDaemon")).collect(Collectors.toSet());
	}

	@Test
	void aDatabaseWhoseMakingWasCutOffIsMadeAgain() throws IOException {
		Path unfinished = Files.createDirectories(data.resolve(folder().getFileName() + ".new/log"));
		Files.writeString(unfinished.resolve("log1.dat"), "half");
		DerbyDatabase database = Databases.onDisk(folder());
		assertEquals(List.of(), new SqlCatalog(database).clients());
		database.close();
		try (var files = Files.list(data)) {
			assertEquals(List.of(folder()), files.toList());
		}
	}

	@Test
	void aFolderThatIsNoDatabaseIsRefused() throws IOException {
		Files.createDirectories(folder());
		Files.writeString(folder().resolve("precious"), "data");
		CatalogException e = assertThrows(CatalogException.class, () -> Databases.onDisk(folder()));
		assertTrue(e.getMessage().startsWith("The catalog " + folder() + " cannot be opened: "), e.getMessage());
		assertEquals("data", Files.readString(folder().resolve("precious")));
	}

	@Test
	void aSemicolonIsRefused() {
		CatalogException e = assertThrows(CatalogException.class, () -> Databases.onDisk(data.resolve("a;create=true")));
		assertEquals("Derby takes no folder with a semicolon in its name: " + data.resolve("a;create=true") + ".", e.getMessage());
	}

	@Test
	void whatAKilledProcessHadStoredIsThere() throws Exception {
		List<String> stored = new ArrayList<>();
		Process process = child("halt");
		try (BufferedReader out = process.inputReader()) {
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				stored.add(line);
			}
		}
		assertEquals(CatalogProcess.HALTED, process.waitFor(), "halted, not ended");
		assertTrue(stored.size() >= CatalogProcess.ENOUGH, "stored " + stored.size());

		DerbyDatabase database = Databases.onDisk(folder());
		SqlRunHistory history = new SqlRunHistory(database);
		var found = history.runs(RunQuery.latest(Integer.MAX_VALUE)).stream().collect(Collectors.toMap(RunRecord::id, run -> run));
		for (String id : stored) {
			assertEquals(Records.ended(id, Records.MORNING, RunState.SUCCEEDED), found.get(id));
		}
		for (RunRecord run : found.values()) {
			// a save is whole or not at all
			assertEquals(run.state() == RunState.QUEUED ? Records.queued(run.id(), Records.MORNING)
					: Records.ended(run.id(), Records.MORNING, RunState.SUCCEEDED), run);
		}
		history.add(Records.queued("after", Records.MORNING));
		database.close();
	}

	@Test
	void onlyOneProcessAtATimeHasIt() throws Exception {
		Process process = child("hold");
		try (BufferedReader out = process.inputReader()) {
			assertEquals("held", out.readLine());
			CatalogException e = assertThrows(CatalogException.class, () -> Databases.onDisk(folder()));
			assertEquals("The catalog " + folder() + " is in use by another process: stop the other server first.", e.getMessage());
		} finally {
			process.getOutputStream().close();
			assertEquals(0, process.waitFor());
		}
		DerbyDatabase database = Databases.onDisk(folder());
		assertEquals(List.of(), new SqlCatalog(database).clients());
		database.close();
	}

	private Process child(String mode) throws IOException {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
				"-Dderby.stream.error.file=" + data.resolveSibling(data.getFileName() + ".log"), "-Dfile.encoding=UTF-8",
				CatalogProcess.class.getName(), mode, folder().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}
}
