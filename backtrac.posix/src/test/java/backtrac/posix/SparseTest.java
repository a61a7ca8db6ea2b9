package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.Extents;

class SparseTest {

	private static final ByteString NAME = ByteString.of("sparse");
	/** No file system keeps less apart. */
	private static final int BLOCK = 64 << 10;

	@TempDir
	Path temp;

	private Directory folder;

	@BeforeEach
	void open() throws IOException {
		folder = FileSystem.system().open(temp);
	}

	@AfterEach
	void nothingStaysOpen() throws IOException {
		folder.close();
		assertEquals(Set.of(), OpenFiles.below(temp));
	}

	@Test
	void dataIsFoundWhereverItIs() throws IOException {
		for (Extents extents : new Extents[] { extents(0, 1), extents(3, 5), extents(9, 10), extents(0, 1, 2, 3, 9, 10), Extents.NONE }) {
			byte[] content = content(extents, 10 * BLOCK);
			write(content, extents);
			try (FileHandle file = folder.open(NAME)) {
				assertTrue(stat(file).looksSparse());
				byte[] some = new byte[7];
				assertEquals(7, file.read(some, 0, 7));
				assumeTrue(file.extents() != null, "a file system that keeps no holes");
				assertEquals(extents, file.extents());
				assertEquals(1, file.read(some, 0, 1));
				assertEquals(content[7], some[0], "reading goes on where it was");
			}
			assertArrayEquals(content, Files.readAllBytes(temp.resolve("sparse")));
			assertArrayEquals(content, read());
			folder.unlink(NAME);
		}
	}

	@Test
	void aFullFileIsNotSparse() throws IOException {
		write(new byte[2 * BLOCK], null);
		try (FileHandle file = folder.open(NAME)) {
			assertEquals(2 * BLOCK, stat(file).allocated());
			assertNull(file.extents());
			assertNull(SparseInput.of(file, stat(file)).extents());
		}
		folder.unlink(NAME);
		write(new byte[0], null);
		try (FileHandle file = folder.open(NAME)) {
			assertNull(file.extents());
		}
	}

	@Test
	void zerosThatAreDataAreWritten() throws IOException {
		Extents extents = extents(2, 4);
		write(new byte[10 * BLOCK], extents);
		try (FileHandle file = folder.open(NAME)) {
			assertEquals(2 * BLOCK, stat(file).allocated());
			assertEquals(10 * BLOCK, stat(file).size);
		}
	}

	@Test
	void whatIsFoundInAHoleIsWritten() throws IOException {
		byte[] content = content(extents(0, 10), 10 * BLOCK);
		write(content, extents(2, 4));
		assertArrayEquals(content, read());
		folder.unlink(NAME);
		write(content, Extents.NONE);
		assertArrayEquals(content, read());
	}

	@Test
	void aFileThatHasGrownIsReadToItsEnd() throws IOException {
		byte[] content = content(extents(1, 2, 9, 10), 10 * BLOCK);
		write(content, extents(1, 2, 9, 10));
		try (FileHandle file = folder.open(NAME)) {
			SparseInput input = SparseInput.of(file, stat(file));
			Files.write(temp.resolve("sparse"), new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
			byte[] all = readAll(input);
			assertEquals(content.length + 3, all.length);
			assertEquals(3, all[content.length + 2]);
		}
	}

	private void write(byte[] content, Extents extents) throws IOException {
		try (FileHandle file = folder.create(NAME, 0600)) {
			SparseOutput output = new SparseOutput(file, extents);
			for (int at = 0, part = 1; at < content.length; at += part, part = part * 3 % 100_003) {
				part = Math.min(part, content.length - at);
				output.write(content, at, part);
			}
			output.end();
		}
	}

	private byte[] read() throws IOException {
		try (FileHandle file = folder.open(NAME)) {
			return readAll(SparseInput.of(file, stat(file)));
		}
	}

	private static byte[] readAll(SparseInput input) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		byte[] buffer = new byte[100_003];
		for (int n; (n = input.read(buffer, 3, 100_000)) >= 0;) {
			all.write(buffer, 3, n);
		}
		return all.toByteArray();
	}

	private static Stat stat(FileHandle file) throws IOException {
		Stat stat = new Stat();
		file.stat(stat);
		return stat;
	}

	/** Where each begins and ends, in blocks. */
	private static Extents extents(int... blocks) {
		Extents.Builder builder = new Extents.Builder();
		for (int i = 0; i < blocks.length; i += 2) {
			builder.add((long) blocks[i] * BLOCK, (long) blocks[i + 1] * BLOCK);
		}
		return builder.build();
	}

	private static byte[] content(Extents extents, int size) {
		byte[] content = new byte[size];
		Random random = new Random(3);
		for (int i = 0; i < extents.count(); i++) {
			byte[] data = new byte[(int) (extents.end(i) - extents.offset(i))];
			random.nextBytes(data);
			System.arraycopy(data, 0, content, (int) extents.offset(i), data.length);
		}
		return content;
	}
}
