package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;

/** What every implementation does alike. */
abstract class AttributesContract {

	static final ByteString ITSELF = ByteString.EMPTY;
	static final ByteString FILE = ByteString.wrap(new byte[] { 'f', (byte) 0xFF });
	static final ByteString KEY = ByteString.of("user.backtrac");

	@TempDir
	Path temp;

	Directory folder;

	abstract FileSystem system();

	@BeforeEach
	void open() throws IOException {
		folder = system().open(temp);
		folder.create(FILE, 0600).close();
	}

	@AfterEach
	void close() {
		folder.close();
	}

	@Test
	void anEntryWithoutAttributesHasNone() throws IOException {
		assertEquals(Map.of(), withoutLabel(folder.attributes(FILE)));
	}

	@Test
	void attributesComeBackByName() throws IOException {
		ByteString value = ByteString.wrap(new byte[] { 0, 1, (byte) 0xFF, 0 });
		setOrSkip(FILE, KEY, value);
		folder.setAttribute(FILE, ByteString.of("user.empty"), ByteString.EMPTY);
		assertEquals(Map.of(KEY, value, ByteString.of("user.empty"), ByteString.EMPTY), withoutLabel(folder.attributes(FILE)));
	}

	@Test
	void attributesOfTheFolderItself() throws IOException {
		setOrSkip(ITSELF, KEY, ByteString.of("folder"));
		assertEquals(Map.of(KEY, ByteString.of("folder")), withoutLabel(folder.attributes(ITSELF)));
	}

	@Test
	void attributesOfAnOpenFile() throws IOException {
		setOrSkip(FILE, KEY, ByteString.of("old"));
		try (FileHandle file = folder.create(ByteString.of("new"), 0600)) {
			file.setAttribute(KEY, ByteString.of("by handle"));
			assertEquals(Map.of(KEY, ByteString.of("by handle")), withoutLabel(file.attributes()));
		}
		assertEquals(Map.of(KEY, ByteString.of("by handle")), withoutLabel(folder.attributes(ByteString.of("new"))));
	}

	@Test
	void aSymbolicLinkDoesNotShowItsTargets() throws IOException {
		setOrSkip(FILE, KEY, ByteString.of("of the file"));
		ByteString link = ByteString.of("link");
		folder.makeSymlink(FILE, link);
		assertEquals(Map.of(), withoutLabel(folder.attributes(link)));
		Errno errno = assertThrows(PosixException.class, () -> folder.setAttribute(link, KEY, ByteString.EMPTY)).errno();
		assertTrue(errno == Errno.EPERM || errno == Errno.EOPNOTSUPP, errno.name());
	}

	@Test
	void aValueThatIsTooLargeIsRefused() {
		assertThrows(PosixException.class, () -> folder.setAttribute(FILE, KEY, ByteString.wrap(new byte[(128 << 10) + 1])));
	}

	void setOrSkip(ByteString name, ByteString key, ByteString value) throws IOException {
		try {
			folder.setAttribute(name, key, value);
		} catch (PosixException e) {
			assumeTrue(e.errno() != Errno.EOPNOTSUPP, "the file system of " + temp + " has no attributes such as " + key);
			throw e;
		}
	}

	/** What the system itself sets on each file, such as security.selinux, is not the test's. */
	static Map<ByteString, ByteString> withoutLabel(Map<ByteString, ByteString> attributes) {
		Map<ByteString, ByteString> others = new HashMap<>(attributes);
		others.keySet().removeIf(key -> key.toString().startsWith("security."));
		return others;
	}
}
