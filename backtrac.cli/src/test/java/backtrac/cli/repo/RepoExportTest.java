package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.github.luben.zstd.ZstdInputStream;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;

/** {@code repo export}: its options, its file, and what it says; the archives themselves are judged elsewhere. */
class RepoExportTest {

	private static final String CONTENT = "some content";

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private Path repository;
	private Path target;

	@BeforeEach
	void takeASnapshot() throws IOException {
		backtrac = new CommandLineFixture(folder);
		repository = folder.resolve("repository");
		target = Files.createDirectory(folder.resolve("target"));
		Path source = Files.createDirectories(folder.resolve("source/sub"));
		Files.writeString(source.resolve("file"), CONTENT);
		backtrac.run("repo", "init", repository).assertDone();
		backtrac.run("repo", "backup", repository, source.getParent(), "--client", "desk", "--plan", "docs").assertDone();
	}

	@Test
	void theNameSaysTheForm() throws IOException {
		String said = export("a.tar").assertDone().out();
		assertTrue(said.startsWith("exported 1 file, 12 B, to " + target.resolve("a.tar") + " in "), said);
		byte[] tar = Files.readAllBytes(target.resolve("a.tar"));
		assertTrue(new String(tar, StandardCharsets.ISO_8859_1).contains(CONTENT));
		for (String name : List.of("a.tar.gz", "a.tgz")) {
			export(name).assertDone();
			assertEquals(-1, Arrays.mismatch(tar, new GZIPInputStream(Files.newInputStream(target.resolve(name))).readAllBytes()));
		}
		export("a.tar.zst").assertDone();
		assertEquals(-1, Arrays.mismatch(tar, new ZstdInputStream(Files.newInputStream(target.resolve("a.tar.zst"))).readAllBytes()));
		export("a", "--format", "zip").assertDone();
		try (ZipFile zip = new ZipFile(target.resolve("a").toFile())) {
			assertEquals(List.of("sub/", "sub/file"), zip.stream().map(ZipEntry::getName).toList());
		}
	}

	@Test
	void standardOutputGetsTheArchiveAndNothingElse() throws IOException {
		CommandLineFixture.Result result = backtrac.run("repo", "export", repository, "latest", "-", "--format", "tgz", "--path", "sub/file").assertDone();
		assertTrue(result.err().startsWith("exported 1 file, 12 B, to standard output"), result.err());
		byte[] tar = new GZIPInputStream(new ByteArrayInputStream(result.bytes())).readAllBytes();
		assertTrue(new String(tar, StandardCharsets.ISO_8859_1).contains(CONTENT));
	}

	@Test
	void aFileThatIsThereIsReplacedOnlyIfAsked() throws IOException {
		Path file = Files.writeString(target.resolve("a.tar"), "mine");
		export("a.tar").assertComplaint(Exit.FAILED, file.toString(), "is there already", "--overwrite");
		assertEquals("mine", Files.readString(file));
		export("a.tar", "--overwrite").assertDone();
		assertEquals(10240, Files.size(file));
		assertEquals(List.of("a.tar"), list());
	}

	@Test
	void whatIsNoFileIsNeverReplaced() throws IOException {
		Files.createSymbolicLink(target.resolve("a.tar"), Path.of("nowhere"));
		export("a.tar", "--overwrite").assertComplaint(Exit.FAILED, "no plain file");
		Files.createDirectory(target.resolve("b.tar"));
		export("b.tar", "--overwrite").assertComplaint(Exit.FAILED, "folder");
		export("none/c.tar").assertComplaint(Exit.FAILED, "none: no such folder");
		backtrac.run("repo", "export", repository, "latest", repository.resolve("pool/d.tar")).assertComplaint(Exit.FAILED, "lies in the repository");
	}

	@Test
	void wrongUsageIsSaidBeforeAnythingIsRead() {
		export("a.rar").assertComplaint(Exit.USAGE, "a.rar", ".tar.zst");
		export("a.tar", "--format", "rar").assertComplaint(Exit.USAGE, "'rar'");
		backtrac.run("repo", "export", repository, "latest", "-").assertComplaint(Exit.USAGE, "--format");
		export("a.tar", "--path", "none").assertComplaint(Exit.FAILED, "'none'");
		assertFalse(Files.exists(target.resolve("a.tar")));
	}

	private CommandLineFixture.Result export(String file, String... options) {
		List<Object> arguments = new ArrayList<>(List.of("repo", "export", repository, "latest", target.resolve(file)));
		arguments.addAll(List.of(options));
		return backtrac.run(arguments.toArray());
	}

	private List<String> list() throws IOException {
		try (Stream<Path> all = Files.list(target)) {
			return all.map(path -> path.getFileName().toString()).toList();
		}
	}
}
