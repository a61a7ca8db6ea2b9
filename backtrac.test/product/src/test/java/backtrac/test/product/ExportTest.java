package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives, judged by tools that are not ours. */
class ExportTest {

	@TempDir
	Path folder;

	private Product product;
	private OddTree tree;
	private String repository;

	@BeforeEach
	void takeASnapshot() {
		product = new Product(folder.resolve("base"));
		tree = new OddTree(product, folder);
		repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		product.run("repo", "backup", repository, tree.source().toString()).assertDone();
	}

	@Test
	void gnuTarGivesEverythingBack() {
		export("odd.tar").assertDone();
		tree.shell("mkdir gnu && tar --acls --xattrs '--xattrs-include=*' --numeric-owner -xpf odd.tar -C gnu").assertDone();
		assertEquals("", tree.differenceOf("gnu"));
	}

	@Test
	void bsdtarGivesEverythingBack() {
		export("odd.tar.gz").assertDone();
		// it gives the root no time, not even from an archive of its own, and reads fractions of seconds before 1970 as after
		Product.Result unpacked = tree.shell("mkdir bsd && bsdtar --numeric-owner -xpf odd.tar.gz -C bsd"
				+ " && touch -r source/random bsd/random && touch -r source bsd").assertDone();
		assertEquals("", unpacked.err());
		assertEquals("", tree.differenceOf("bsd"));
	}

	@Test
	void standardOutputTakesItToo() {
		String command = "'" + System.getProperty("backtrac.product") + "/bin/backtrac' repo export '" + repository + "' latest - --format tar.zst";
		Product.Result result = tree.shell("mkdir out && " + command + " --path 'with space' --path random | zstd -dc"
				+ " | tar --acls --xattrs --numeric-owner -xpf - -C out && ls out && cat 'out/with space/hard link'").assertDone();
		assertEquals("random\nwith space\nplain\n", result.out());
		assertTrue(result.err().contains("exported 2 files"), result.err());
	}

	@Test
	void pythonReadsEveryNameAndContent() throws IOException {
		export("odd.tar").assertDone();
		Product.Result zip = export("odd.zip");
		assertEquals(3, zip.exit(), zip::toString);
		assertTrue(zip.err().contains("pipe: a zip file cannot hold pipes and devices"), zip.err());
		assertTrue(zip.err().contains("hard links, which became copies"), zip.err());
		Files.writeString(folder.resolve("compare.py"), """
				import os, stat, tarfile, zipfile
				found, files = set(), {}
				for folder, folders, names in os.walk(b"source"):
					for name in folders + names:
						path = os.path.join(folder, name)
						found.add(os.path.relpath(path, b"source"))
						if stat.S_ISREG(os.lstat(path).st_mode):
							files[os.path.relpath(path, b"source")] = open(path, "rb").read()
				tar = tarfile.open("odd.tar")
				names = {os.path.normpath(os.fsencode(member.name)): member for member in tar.getmembers()}
				assert set(names) - {b"."} == found, set(names) ^ found
				for path, content in files.items():
					assert tar.extractfile(names[path]).read() == content, path
				archive = zipfile.ZipFile("odd.zip")
				assert archive.testzip() is None
				names = {os.path.normpath(info.filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")): info for info in archive.infolist()}
				assert set(names) <= found and set(files) <= set(names), set(names) ^ found
				for path, content in files.items():
					assert archive.read(names[path]) == content, path
				print(len(files))
				""");
		assertEquals("8\n", tree.shell("python3 compare.py && unzip -tqq odd.zip").assertDone().out());
	}

	@Test
	void aDamagedContentLeavesNoFile() {
		tree.shell("file=$(find repository/pool -type f -size +50k) && chmod u+w $file && printf damage | dd of=$file conv=notrunc status=none").assertDone();
		Product.Result result = export("odd.tar");
		result.assertOneClearLine(1, "'random' cannot be exported", "is not what was stored");
		assertFalse(Files.exists(folder.resolve("odd.tar")));
		assertEquals("", tree.shell("find . -maxdepth 1 -name '.backtrac*'").assertDone().out());
	}

	private Product.Result export(String file) {
		return product.run("repo", "export", repository, "latest", folder.resolve(file).toString());
	}
}
