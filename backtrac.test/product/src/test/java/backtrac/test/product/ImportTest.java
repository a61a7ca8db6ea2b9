package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that other tools have made become snapshots; the tools themselves make them, and judge what comes back. */
class ImportTest {

	/** Names of folders tell local times. */
	private static final Map<String, String> UTC = Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8");

	@TempDir
	Path folder;

	private Product product;

	@BeforeEach
	void makeSource() {
		product = new Product(folder.resolve("base"));
		run("repo", "init", path("repository")).assertDone();
		shell("""
				mkdir -p old 'source/etc/a b' source/home && cd source
				for i in 1 2 3 4 5; do echo $i > etc/file$i; seq $i 2000 > home/large$i; done
				echo once > 'etc/a b/linked' && ln 'etc/a b/linked' etc/also && ln -s file1 etc/link && : > etc/empty && mkfifo home/pipe
				printf x > "$(printf 'home/not\\377utf8')" && chmod 640 etc/file2 && echo '#!' > home/program && chmod 4755 home/program
				touch -d '2001-02-03 04:05:06.123456789' etc/file3 home
				""");
	}

	@Test
	void rsyncsLinkDest() throws IOException {
		shell("""
				rsync -aHAX source/ old/2024-01-30_020000/
				echo changed > source/etc/file1 && rm source/home/large1 && chmod 600 source/etc/file4
				rsync -aHAX --link-dest="$PWD/old/2024-01-30_020000" source/ old/2024-01-31_020000/
				echo again > source/etc/file1
				rsync -aHAX --link-dest="$PWD/old/2024-01-31_020000" source/ old/2024-02-01_020000/
				ln -s 2024-02-01_020000 old/latest && mkdir old/2024-02-02_020000.incomplete
				""");
		String plan = run("repo", "import", path("repository"), path("old"), "--client", "web1", "--dry-run").assertDone().out();
		assertEquals(3, plan.lines().filter(line -> line.startsWith("would import web1/rsync of 2024-0")).count(), plan);
		String size = used();

		String report = run("repo", "import", path("repository"), path("old"), "--client", "web1", "--json").assertDone().out();
		assertTrue(report.contains("\"files_copied\":1,\"bytes_copied\":3"), "the setuid program alone: " + report);
		assertTrue(report.contains("2024-02-02_020000.incomplete"), report);
		assertEquals(inode("old/2024-01-30_020000/home/large2"), inode("repository/snapshots/web1/rsync/2024-01-30T020000.000Z/tree/home/large2"));
		assertEquals(inode("old/2024-01-30_020000/home/large2"), inode("repository/snapshots/web1/rsync/2024-02-01T020000.000Z/tree/home/large2"));
		assertNotEquals(inode("old/2024-02-01_020000/home/program"), inode("repository/snapshots/web1/rsync/2024-02-01T020000.000Z/tree/home/program"));
		assertTrue(kilobytes(used()) - kilobytes(size) < 200, "folders and manifests, and no data: " + size + used());

		String again = run("repo", "import", path("repository"), path("old"), "--client", "web1").assertDone().out();
		assertEquals(3, again.lines().filter(line -> line.endsWith(" already")).count(), again);
		for (String time : List.of("2024-01-30_020000", "2024-01-31_020000", "2024-02-01_020000")) {
			assertRestored("web1/rsync/" + time.replace('_', 'T') + ".000Z", "old/" + time, "");
		}
		assertLastsAlone("web1", "rsync", "source");
	}

	@Test
	void anImportGoesOnWhereItWasLeft() throws IOException {
		shell("""
				rsync -a source/ old/2024-01-30/
				rsync -a --link-dest="$PWD/old/2024-01-30" source/ old/2024-01-31/
				""");
		run("repo", "import", path("repository"), path("old/2024-01-30"), "--client", "web1").assertDone();
		String report = run("repo", "import", path("repository"), path("old"), "--client", "web1", "--json").assertDone().out();
		assertTrue(report.contains("\"bytes_read\":0,\"files_adopted\":0"), "what the first import has read is known: " + report);
	}

	@Test
	void rsnapshotsIntervals() throws IOException {
		assumeTrue(Files.isExecutable(Path.of("/usr/bin/rsnapshot")), "rsnapshot is not installed: apt-get install rsnapshot");
		shell("""
				printf '%s\\t%s\\n' config_version 1.2 snapshot_root "$PWD/snaps/" cmd_rsync /usr/bin/rsync > conf
				printf 'retain\\t%s\\t%s\\n' daily 3 weekly 2 >> conf
				printf 'backup\\t%s\\t%s\\n' "$PWD/source/" web1/ >> conf
				change() { echo $1 > source/etc/file1 && touch -d "2024-01-0$1" source/etc/file1; } # rsync looks at seconds
				for i in 1 2 3; do change $i; rsnapshot -c conf daily; touch -d "2024-01-0$i 02:00:00" snaps/daily.0; done
				rsnapshot -c conf weekly
				change 4; rsnapshot -c conf daily; touch -d '2024-01-04 02:00:00' snaps/daily.0
				""");
		String where = "snaps/daily.0/web1" + folder.resolve("source");
		run("repo", "import", path("repository"), path("snaps"), "--path", folder.resolve("source").toString(), "--plan", "source").assertDone();
		String snapshots = run("repo", "snapshots", path("repository"), "--json").assertDone().out();
		assertEquals(4, snapshots.split("\"client\":\"web1\"", -1).length - 1, snapshots);
		assertRestored("web1/source/latest", where, "");
		assertEquals("1\n", run("repo", "cat", path("repository"), "web1/source/2024-01-01T020000.000Z", "etc/file1").assertDone().out());
		shell("rm -rf snaps");
		assertLastsAlone("web1", "source", "source");
	}

	@Test
	void backInTimesFolder() throws IOException {
		shell("""
				profile=disk/backintime/web1/anna/1
				mkdir -p $profile/20240130-020000-123/backup $profile/20240131-020000-123/backup $profile/new_snapshot/backup
				rsync -aHAX source/ $profile/20240130-020000-123/backup/
				echo changed > source/etc/file1
				rsync -aHAX --link-dest="$PWD/$profile/20240130-020000-123/backup" source/ $profile/20240131-020000-123/backup/
				touch $profile/20240131-020000-123/info $profile/20240131-020000-123/fileinfo.bz2
				ln -s 20240131-020000-123 $profile/last_snapshot
				""");
		String report = run("repo", "import", path("repository"), path("disk")).assertDone().out();
		assertTrue(report.contains("imported 2 snapshots") && report.contains("(Back In Time)"), report);
		assertRestored("web1/backintime-anna-1/2024-01-30T020000.000Z", "disk/backintime/web1/anna/1/20240130-020000-123/backup", "");
		assertRestored("web1/backintime-anna-1/latest", "disk/backintime/web1/anna/1/20240131-020000-123/backup", "");
		shell("rm -rf disk");
		assertLastsAlone("web1", "backintime-anna-1", "source");
	}

	@Test
	void fakeSuper() throws IOException {
		shell("rsync -aH -M--fake-super source/ old/2024-01-30/");
		run("repo", "import", path("repository"), path("old/2024-01-30"), "--client", "web1").assertDone();
		assertRestored("web1/rsync/latest", "source", "--no-xattrs");
	}

	@Test
	void whatCannotBeTakenIsRefused() throws IOException {
		shell("mkdir -p old/2024-01-30 repository/old/2024-01-30");
		run("repo", "import", path("repository"), path("repository/old")).assertOneClearLine(1, "overlap");
		run("repo", "import", path("repository"), path("none")).assertOneClearLine(1, "no such folder");
		run("repo", "import", path("repository"), path("old"), "--client", "a/b").assertOneClearLine(2, "slash");
		run("repo", "import", path("repository"), path("old"), "--time", "yesterday").assertOneClearLine(2, "yesterday");
		Path other = Path.of("/dev/shm");
		assumeTrue(Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)), "there is no other file system here");
		run("repo", "import", path("repository"), other.toString()).assertOneClearLine(1, "another file system");
	}

	/** The old backups are gone, and nothing is lost; the next backup of the same folder has nothing to read. */
	private void assertLastsAlone(String client, String plan, String source) {
		shell("rm -rf old");
		assertTrue(run("repo", "verify", path("repository"), "--read-data").assertDone().out().endsWith("all is well\n"));
		String report = run("repo", "backup", path("repository"), path(source), "--client", client, "--plan", plan).assertDone().out();
		assertTrue(report.contains("read 0 files"), report);
	}

	private void assertRestored(String snapshot, String like, String option) {
		shell("rm -rf target");
		run("repo", "restore", path("repository"), snapshot, path("target")).assertDone();
		assertEquals("", shell("rsync -aHAXni --checksum --delete " + option + " '" + (like.startsWith("/") ? like : path(like)) + "/' target/").out());
	}

	private Object inode(String file) throws IOException {
		return Files.getAttribute(folder.resolve(file), "unix:ino");
	}

	/** What old backups and repository take together, each file counted once. */
	private String used() {
		return shell("du -skc old repository | tail -1").out();
	}

	private static long kilobytes(String du) {
		return Long.parseLong(du.split("\\s")[0]);
	}

	private String path(String name) {
		return folder.resolve(name).toString();
	}

	private Product.Result run(String... arguments) {
		return product.run(UTC, arguments);
	}

	private Product.Result shell(String script) {
		return product.execute(UTC, List.of("sh", "-ec", "cd '" + folder + "'\n" + script)).assertDone();
	}
}
