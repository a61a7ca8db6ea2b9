package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository through the years: its trees, its content, its move to another machine. Judged by tools that are not ours. */
class UpkeepTest {

	@TempDir
	Path folder;

	private Product product;
	private String repository;

	@BeforeEach
	void backUpTwice() {
		product = new Product(folder.resolve("base"));
		repository = folder.resolve("repository").toString();
		shell("""
				mkdir -p 'source/deep/with space' && cd source
				for i in 1 2 3 4 5 6 7 8 9; do echo "content $i" > "deep/file $i"; done
				echo plain > plain.txt && ln plain.txt 'deep/with space/twin' && ln -s ../no/where deep/dangling && mkfifo pipe
				printf x > "$(printf 'not\\377utf8')" && : > nothing && touch -d '1999-12-31 23:59:59.123456789' nothing deep
				""").assertDone();
		product.run("repo", "init", repository).assertDone();
		backUp(repository);
		backUp(repository);
	}

	@Test
	void treesComeAndGoAndLookTheSame() {
		shell("cp -a repository/snapshots/desk/docs before").assertDone();
		product.run("repo", "trees", repository, "--keep", "0").assertDone();
		assertEquals("", shell("find repository/snapshots repository/trash -name tree").assertDone().out());
		product.run("repo", "restore", repository, "latest", folder.resolve("back").toString()).assertDone();
		assertEquals("", shell("rsync -aHAXni --checksum --delete source/ back/").assertDone().out());
		product.run("repo", "trees", repository, "--keep", "all").assertDone();
		assertEquals("made 2 trees; 0 others are sound\n", product.run("repo", "rebuild", repository).assertDone().out());
		// links and pipes have the time when they were made
		assertEquals("", shell("""
				for s in before/*; do
					rsync -rltpgoDni --checksum --delete --omit-link-times $s/tree/ repository/snapshots/desk/docs/${s#before/}/tree/
				done | grep -v ' pipe$' || true
				""").assertDone().out());
		product.run("repo", "verify", repository, "--read-data").assertDone();
	}

	@Test
	void aCopyOnAnotherDiskIsContinuedUnderAnotherUmask() {
		String copy = folder.resolve("another machine/copy").toString();
		shell("mkdir 'another machine' && cp -a repository '" + copy + "'").assertDone();
		Product.Result snapshot = shell("umask 077; \"$0\" repo backup '" + copy + "' source --client desk --plan docs", product.command());
		assertTrue(snapshot.assertDone().out().contains("read 0 files, 0 B"), snapshot.out());
		assertEquals("looked at 3 snapshots, 11 contents, read 97 B: all is well\n", product.run("repo", "verify", copy, "--read-data").assertDone().out());
		product.run("repo", "restore", copy, "latest", folder.resolve("back").toString()).assertDone();
		assertEquals("", shell("rsync -aHAXni --checksum --delete source/ back/").assertDone().out());
	}

	@Test
	void scrubFindsWhatTheDiskHasChangedAndTheNextBackupHealsIt() {
		product.run("repo", "scrub", repository, "--share", "1/2").assertDone();
		product.run("repo", "scrub", repository, "--share", "1/2").assertDone();
		shell("f=$(grep -rlx 'content 5' repository/pool) && chmod u+w $f && echo 'CONTENT 5' > $f").assertDone();
		Product.Result found = product.run("repo", "scrub", repository, "--share", "1/1");
		assertEquals(1, found.exit(), found::toString);
		assertEquals(2, found.out().lines().filter(line -> line.endsWith(" deep/file 5")).count(), found::out);
		backUp(repository);
		assertEquals("content 5\n", product.run("repo", "cat", repository, "latest", "deep/file 5").assertDone().out());
		assertEquals("made 2 trees; 1 other is sound\n", product.run("repo", "rebuild", repository).assertDone().out());
		product.run("repo", "verify", repository, "--read-data").assertDone();
	}

	private void backUp(String into) {
		product.run("repo", "backup", into, folder.resolve("source").toString(), "--client", "desk", "--plan", "docs").assertDone();
	}

	private Product.Result shell(String script, String... arguments) {
		List<String> line = new ArrayList<>(List.of("sh", "-ec", "cd '" + folder + "'\n" + script));
		line.addAll(List.of(arguments));
		return product.execute(Map.of("LC_ALL", "C.UTF-8"), line);
	}
}
