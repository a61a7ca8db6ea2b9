package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;

class NioNamesTest {

	@Test
	void everyByteThatANameCanHaveGoesThereAndBack() throws PosixException {
		NioNames names = new NioNames.Bytes();
		for (int b = 1; b < 256; b++) {
			if (b != '/') {
				ByteString name = ByteString.wrap(new byte[] { 'x', (byte) b });
				assertEquals(name, names.name(Path.of("/a").resolve(names.path(name, false))));
				assertEquals(name, names.target(names.target(name)));
			}
		}
		ByteString several = ByteString.wrap(new byte[] { 'a', '/', (byte) 0xE4, '/', 'b' });
		assertEquals(3, names.path(several, true).getNameCount());
		assertEquals(Errno.EINVAL, assertThrows(PosixException.class, () -> names.path(several, false)).errno());
	}

	@Test
	void whereNamesAreTextOthersAreRefusedWithTheReason() throws PosixException {
		NioNames names = new NioNames.Texts();
		for (String good : List.of("a", "ä ö.txt", "日本", "console", "com10", "~!'")) {
			ByteString name = ByteString.of(good);
			assertEquals(name, names.name(names.path(name, false)));
		}
		for (String bad : List.of("a.", "a ", "nul", "Con.txt", "com1", "a:b", "a\\b", "what?", "*", "a\tb", "<", "\"", "|")) {
			PosixException refused = assertThrows(PosixException.class, () -> names.path(ByteString.of(bad), false), bad);
			assertEquals(Errno.EINVAL, refused.errno());
			assertEquals("cannot be a name on this system: ", refused.reason().substring(0, 33));
		}
		ByteString raw = ByteString.wrap(new byte[] { 'a', (byte) 0xFF });
		assertEquals("a\\xFF: cannot be a name on this system: it is no text",
				assertThrows(PosixException.class, () -> names.path(raw, false)).getMessage().replace("xff", "xFF"));
	}
}
