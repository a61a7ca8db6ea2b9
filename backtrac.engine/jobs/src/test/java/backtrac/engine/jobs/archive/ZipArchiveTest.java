package backtrac.engine.jobs.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

class ZipArchiveTest {

	@TempDir
	Path folder;

	@Test
	void anotherReaderFindsEverything() throws IOException {
		byte[] content = "content ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
		Path file = write(zip -> {
			zip.add(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, Entries.TIME), null);
			zip.add(EntryPath.parse("ä"), FileEntry.directory(ByteString.of("ä"), Entries.TIME), null);
			assertNull(zip.add(EntryPath.parse("ä/b"), Entries.file(content.length), new ByteArrayInputStream(content)));
			zip.add(EntryPath.parse("none"), Entries.file(0), InputStream.nullInputStream());
			zip.add(EntryPath.parse("link"), Entries.link(ByteString.of("none")), null);
			assertNotNull(zip.add(EntryPath.parse("device"), Entries.device(1), null));
			assertEquals(List.of("names of owners"), zip.losses());
		});
		try (ZipFile zip = new ZipFile(file.toFile())) {
			assertEquals(List.of("ä/", "ä/b", "none", "link"), zip.stream().map(ZipEntry::getName).toList());
			assertArrayEquals(content, zip.getInputStream(zip.getEntry("ä/b")).readAllBytes());
			assertEquals("none", new String(zip.getInputStream(zip.getEntry("link")).readAllBytes(), StandardCharsets.UTF_8));
			assertEquals(Entries.TIME, zip.getEntry("none").getLastModifiedTime().toInstant());
		}
	}

	@Test
	void moreEntriesThanAZipOfOldCouldHold() throws IOException {
		Path file = write(zip -> {
			for (int i = 0; i < 70_000; i++) {
				zip.add(EntryPath.parse("n" + i), Entries.file(0), InputStream.nullInputStream());
			}
		});
		try (ZipFile zip = new ZipFile(file.toFile())) {
			assertEquals(70_000, zip.size());
			assertNotNull(zip.getEntry("n69999"));
		}
	}

	@Test
	void largeFilesAndFarPlacesHaveSizesOfEightBytes() {
		ZipRecord record = new ZipRecord(ByteString.of("n"), Entries.file(1L << 33), true, ZoneOffset.UTC, 1L << 34);
		record.content(7, 1L << 32, 1L << 33);
		ByteBuffer local = buffer(record.localHeader());
		assertEquals(ZipRecord.VERSION_ZIP64, local.getShort(4));
		assertEquals(-1, local.getInt(18));
		assertEquals(-1, local.getInt(22));
		assertEquals(1, local.getShort(31));
		assertEquals(16, local.getShort(33));
		ByteBuffer descriptor = buffer(record.descriptor());
		assertEquals(1L << 32, descriptor.getLong(8));
		assertEquals(1L << 33, descriptor.getLong(16));
		ByteBuffer central = buffer(record.directoryRecord());
		assertEquals(-1, central.getInt(20));
		assertEquals(-1, central.getInt(24));
		assertEquals(-1, central.getInt(42));
		assertEquals(24, central.getShort(49));
		assertEquals(1L << 33, central.getLong(51));
		assertEquals(1L << 32, central.getLong(59));
		assertEquals(1L << 34, central.getLong(67));
	}

	@Test
	void namesThatAreNoUtf8AreRawBytesWithoutTheFlag() {
		ByteBuffer raw = buffer(new ZipRecord(ByteString.parse("\\xff"), Entries.file(1), true, ZoneOffset.UTC, 0).localHeader());
		assertEquals(1 << 3, raw.getShort(6));
		assertEquals((byte) 0xFF, raw.get(30));
		ByteBuffer utf8 = buffer(new ZipRecord(ByteString.of("ä"), Entries.file(1), true, ZoneOffset.UTC, 0).localHeader());
		assertEquals(1 << 3 | 1 << 11, utf8.getShort(6));
	}

	@Test
	void timesOutsideOfWhatAZipKnowsAreTheNearest() {
		assertEquals(1 << 21 | 1 << 16, dosTime("1970-01-01T00:00:00Z"));
		assertEquals(127 << 25 | 6 << 21 | 1 << 16, dosTime("2200-06-01T00:00:00Z"));
		assertEquals(46 << 25 | 2 << 21 | 3 << 16 | 4 << 11 | 5 << 5 | 3, dosTime("2026-02-03T04:05:07Z"));
	}

	@Test
	void aContentOfAnotherLengthIsAFailure() {
		assertThrows(IOException.class, () -> write(zip -> zip.add(EntryPath.parse("a"), Entries.file(5), new ByteArrayInputStream(new byte[4]))));
	}

	@Test
	void aNameThatIsTooLongIsRefused() throws IOException {
		write(zip -> assertNotNull(zip.add(EntryPath.parse("n".repeat(65536)), Entries.file(0), InputStream.nullInputStream())));
	}

	private static int dosTime(String time) {
		FileEntry entry = Entries.file(0, Instant.parse(time), 0, "");
		return buffer(new ZipRecord(ByteString.of("n"), entry, false, ZoneOffset.UTC, 0).localHeader()).getInt(10);
	}

	private static ByteBuffer buffer(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private interface Content {
		void addTo(ZipArchive zip) throws IOException;
	}

	private Path write(Content content) throws IOException {
		Path file = folder.resolve("file.zip");
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
			ZipArchive zip = new ZipArchive(out, ZoneOffset.UTC);
			content.addTo(zip);
			zip.finish();
		}
		return file;
	}
}
