package backtrac.engine.jobs.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;

class FakeSuperTest {

	private static final Instant TIME = Instant.parse("2024-01-31T02:03:04.5Z");

	@Test
	void modeAndOwnerAreThoseOfTheAttribute() throws IOException {
		FileEntry entry = resolve("100640 0,0 1000:4294967294");
		assertEquals(FileType.FILE, entry.type());
		assertEquals(0640, entry.mode());
		assertEquals(1000, entry.uid());
		assertEquals(-2, entry.gid());
		assertEquals(9, entry.size());
		assertEquals(Map.of(ByteString.of("user.b"), ByteString.of("c")), entry.attributes());
	}

	@Test
	void aLinksTargetIsItsContent() throws IOException {
		FileEntry entry = resolve("120777 0,0 0:0");
		assertEquals(FileType.SYMLINK, entry.type());
		assertEquals(ByteString.of("../target"), entry.target());
		assertEquals(0, entry.size());
	}

	@Test
	void aDeviceHasItsNumber() throws IOException {
		FileEntry entry = resolve("20666 1,3 0:0");
		assertEquals(FileType.CHARACTER_DEVICE, entry.type());
		assertEquals(0x103, entry.device());
		assertEquals(FileType.FIFO, resolve("10600 0,0 0:0").type());
	}

	@Test
	void whatMakesNoSenseStaysAsItIs() throws IOException {
		FileEntry entry = file("nonsense");
		assertTrue(FakeSuper.isKept(entry));
		assertSame(entry, FakeSuper.resolve(entry, () -> {
			throw new AssertionError();
		}));
		assertFalse(FakeSuper.isKept(FileEntry.file(ByteString.of("x"), 1, TIME)));
	}

	private static FileEntry resolve(String stat) throws IOException {
		return FakeSuper.resolve(file(stat), () -> new ByteArrayInputStream("../target".getBytes()));
	}

	private static FileEntry file(String stat) {
		return new FileEntry(ByteString.of("x"), FileType.FILE, 9, TIME, 0600, 5, 5, "me", "us", null, 0, null,
				Map.of(FakeSuper.STAT, ByteString.of(stat), ByteString.of("user.b"), ByteString.of("c")));
	}
}
