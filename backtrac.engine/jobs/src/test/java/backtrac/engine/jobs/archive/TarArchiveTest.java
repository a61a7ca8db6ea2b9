package backtrac.engine.jobs.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

class TarArchiveTest {

	private static final String LATIN1_BYTE = "\u00ff";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
	private final TarArchive tar = new TarArchive(bytes);

	@Test
	void anEntryThatFitsHasOnePlainHeader() throws IOException {
		tar.add(EntryPath.parse("a/b"), Entries.file(5, Entries.TIME, 1000, "ann"), content("hello"));
		byte[] block = Arrays.copyOf(bytes.toByteArray(), 512);
		assertEquals("./a/b", text(block, 0, 100));
		assertEquals("0000640", text(block, 100, 8));
		assertEquals("0001750", text(block, 108, 8));
		assertEquals("00000000005", text(block, 124, 12));
		assertEquals("07346545000", text(block, 136, 12));
		assertEquals("0", text(block, 156, 1));
		assertEquals("ustar", text(block, 257, 6));
		assertEquals("00", text(block, 263, 2));
		assertEquals("ann", text(block, 265, 32));
		int sum = 0;
		for (int i = 0; i < 512; i++) {
			sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xFF;
		}
		assertEquals(sum, Integer.parseInt(text(block, 148, 6), 8));
		assertEquals(1024, bytes.size(), "content fills up its block");
		assertEquals("hello", text(bytes.toByteArray(), 512, 512));
		tar.finish();
		assertEquals(10240, bytes.size());
		assertArrayEquals(new byte[9216], Arrays.copyOfRange(bytes.toByteArray(), 1024, 10240));
	}

	@Test
	void whatFitsNeedsNoRecords() {
		assertEquals("", records("n".repeat(98), Entries.file(8589934591L)));
		assertEquals("", records("a", Entries.file(0, Entries.TIME, 2097151, "o".repeat(31))));
		assertEquals("", records("a", Entries.device(0xFFFFFFFFL)));
	}

	@Test
	void whatDoesNotFitIsARecord() {
		String longName = "n".repeat(99);
		assertEquals("111 path=./" + longName + "\n", records(longName, Entries.file(0)));
		assertEquals("19 size=8589934592\n", records("a", Entries.file(8589934592L)));
		assertEquals("15 uid=2097152\n15 gid=2097152\n", records("a", Entries.file(0, Entries.TIME, 2097152, "")));
		assertEquals("18 uid=4294967294\n18 gid=4294967294\n", records("a", Entries.file(0, Entries.TIME, -2, "")));
		assertEquals("12 uname=\u00c3\u00a4\n12 gname=\u00c3\u00a4\n", records("a", Entries.file(0, Entries.TIME, 0, "ä")));
		assertEquals("42 uname=" + "o".repeat(32) + "\n42 gname=" + "o".repeat(32) + "\n", records("a", Entries.file(0, Entries.TIME, 0, "o".repeat(32))));
		assertEquals("115 linkpath=" + "t".repeat(101) + "\n", records("a", Entries.link(ByteString.of("t".repeat(101)))));
		assertEquals("30 SCHILY.devminor=4294967295\n", records("a", Entries.device(0xFFFFFF000FFL)));
	}

	@Test
	void namesAreRawBytes() {
		assertEquals("13 path=./\u00c3\u00a4\n", records("ä", Entries.file(0)));
		assertEquals("21 hdrcharset=BINARY\n12 path=./" + LATIN1_BYTE + "\n", records("\\xff", Entries.file(0)));
		assertEquals("21 hdrcharset=BINARY\n14 linkpath=" + LATIN1_BYTE + "\n", records("a", Entries.link(ByteString.parse("\\xff"))));
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 0.000000001", "-1, 500000000, -0.5", "-2, 750000000, -1.25", "-5, 0, -5", "8589934592, 0, 8589934592", "1, 120000000, 1.12" })
	void timesThatDoNotFit(long seconds, int nanos, String expected) {
		String record = records("a", Entries.file(0, Instant.ofEpochSecond(seconds, nanos), 0, ""));
		assertTrue(record.endsWith(" mtime=" + expected + "\n"), record);
	}

	@Test
	void theLengthOfARecordCountsItsOwnDigits() {
		for (int length : new int[] { 0, 1, 2, 3, 4, 5, 89, 90, 91, 92, 93, 94, 985, 986, 987, 988, 989, 990, 991, 992 }) {
			PaxRecords records = new PaxRecords();
			records.add("k", "v".repeat(length));
			String text = records.toString();
			assertEquals(text.length(), Integer.parseInt(text.substring(0, text.indexOf(' '))), text);
		}
	}

	@Test
	void attributesAreRawAndAclsAreText() {
		ByteString acl = ByteString.wrap(new byte[] { 2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 4, 0, -1, -1, 0, 0, 4, 0, 5, 0, -1, -1, -1, -1, 8, 0,
				1, 0, 7, 0, 0, 0, 16, 0, 7, 0, -1, -1, -1, -1, 32, 0, 0, 0, -1, -1, -1, -1 });
		assertEquals("user::rw-,user:65535:r--,group::r-x,group:7:--x,mask::rwx,other::---", PosixAcl.text(acl));
		assertEquals("90 SCHILY.acl.access=user::rw-,user:65535:r--,group::r-x,group:7:--x,mask::rwx,other::---\n",
				records("a", Entries.file(Map.of(ByteString.of("system.posix_acl_access"), acl))));
		assertEquals("33 SCHILY.xattr.user.a%3Db%25=" + LATIN1_BYTE + "\0\n",
				records("a", Entries.file(Map.of(ByteString.of("user.a=b%"), ByteString.parse("\\xff\\x00")))));
	}

	@Test
	void anAclOfAnotherFormStaysAsItIs() {
		ByteString strange = ByteString.of("strange");
		assertNull(PosixAcl.text(strange));
		assertNull(PosixAcl.text(ByteString.wrap(new byte[] { 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0 })));
		assertEquals("48 SCHILY.xattr.system.posix_acl_access=strange\n",
				records("a", Entries.file(Map.of(ByteString.of("system.posix_acl_access"), strange))));
	}

	@Test
	void aContentOfAnotherLengthIsAFailure() {
		assertThrows(IOException.class, () -> tar.add(EntryPath.parse("a"), Entries.file(5), content("four")));
		assertThrows(IOException.class, () -> tar.add(EntryPath.parse("a"), Entries.file(3), content("four")));
	}

	private static String records(String path, FileEntry entry) {
		return TarEntry.of(EntryPath.parse(path), entry).records().toString();
	}

	private static ByteArrayInputStream content(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(byte[] bytes, int at, int length) {
		String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
		int end = text.indexOf(0);
		return end < 0 ? text : text.substring(0, end);
	}
}
