package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;

class AttributesTest {

	private static final ByteString ITSELF = ByteString.EMPTY;
	private static final ByteString FILE = ByteString.wrap(new byte[] { 'f', (byte) 0xFF });
	private static final ByteString KEY = ByteString.of("user.backtrac");
	private static final ByteString ACL = ByteString.of("system.posix_acl_access");

	@TempDir
	Path temp;

	private Directory folder;

	@BeforeEach
	void open() throws IOException {
		folder = FileSystem.system().open(temp);
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
	void theWayOfOlderKernelsFindsTheSame() throws IOException {
		setOrSkip(FILE, KEY, ByteString.of("value"));
		setOrSkip(ITSELF, KEY, ByteString.of("folder"));
		assertEquals(folder.attributes(FILE), older(FILE));
		assertEquals(folder.attributes(ITSELF), older(ITSELF));
		assertEquals(Errno.ENOENT, assertThrows(PosixException.class, () -> older(ByteString.of("none"))).errno());
	}

	@Test
	void aSymbolicLinkDoesNotShowItsTargets() throws IOException {
		setOrSkip(FILE, KEY, ByteString.of("of the file"));
		ByteString link = ByteString.of("link");
		folder.makeSymlink(FILE, link);
		assertEquals(Map.of(), withoutLabel(folder.attributes(link)));
		assertEquals(Map.of(), withoutLabel(older(link)));
		assertEquals(Errno.EPERM, assertThrows(PosixException.class, () -> folder.setAttribute(link, KEY, ByteString.EMPTY)).errno());
	}

	@Test
	void anAccessControlListIsAnAttribute() throws IOException {
		ByteString list = acl();
		setOrSkip(FILE, ACL, list);
		assertEquals(list, folder.attributes(FILE).get(ACL));
		Stat stat = new Stat();
		folder.stat(FILE, stat);
		assertEquals(0670, stat.permissions(), "the mask shows as the group's bits");
	}

	@Test
	void aValueThatIsTooLargeIsRefused() {
		assertThrows(PosixException.class, () -> folder.setAttribute(FILE, KEY, ByteString.wrap(new byte[Call.DATA_SIZE + 1])));
	}

	/** u::rw-, u:4711:r-x, g::---, m::rwx, o::--- in the form of linux/posix_acl_xattr.h. */
	private static ByteString acl() {
		ByteBuffer out = ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
		int[][] entries = { { 1, 6, -1 }, { 2, 5, 4711 }, { 4, 0, -1 }, { 0x10, 7, -1 }, { 0x20, 0, -1 } };
		for (int[] entry : entries) {
			out.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
		}
		return ByteString.wrap(out.array());
	}

	private Map<ByteString, ByteString> older(ByteString name) throws IOException {
		try (LinuxDirectory opened = (LinuxDirectory) FileSystem.system().open(temp); Call call = opened.call(name)) {
			return new Attributes(false).read(call, name);
		}
	}

	private void setOrSkip(ByteString name, ByteString key, ByteString value) throws IOException {
		try {
			folder.setAttribute(name, key, value);
		} catch (PosixException e) {
			assumeTrue(e.errno() != Errno.EOPNOTSUPP, "the file system of " + temp + " has no attributes such as " + key);
			throw e;
		}
	}

	/** What the system itself sets on each file, such as security.selinux, is not the test's. */
	private static Map<ByteString, ByteString> withoutLabel(Map<ByteString, ByteString> attributes) {
		Map<ByteString, ByteString> others = new HashMap<>(attributes);
		others.keySet().removeIf(key -> key.toString().startsWith("security."));
		return others;
	}
}
