package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;

/** The contract on Linux, and what only its own calls can do. */
class LinuxAttributesTest extends AttributesContract {

	private static final ByteString ACL = ByteString.of("system.posix_acl_access");

	@Override
	FileSystem system() {
		return LinuxFileSystem.INSTANCE;
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
	void anAccessControlListIsAnAttribute() throws IOException {
		ByteString list = acl();
		setOrSkip(FILE, ACL, list);
		assertEquals(list, folder.attributes(FILE).get(ACL));
		Stat stat = new Stat();
		folder.stat(FILE, stat);
		assertEquals(0670, stat.permissions(), "the mask shows as the group's bits");
	}

	@Test
	void theWayOfOlderKernelsDoesNotShowALinksTarget() throws IOException {
		setOrSkip(FILE, KEY, ByteString.of("of the file"));
		ByteString link = ByteString.of("link");
		folder.makeSymlink(FILE, link);
		assertEquals(Map.of(), withoutLabel(older(link)));
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
		try (LinuxDirectory opened = (LinuxDirectory) system().open(temp); Call call = opened.call(name)) {
			return new Attributes(false).read(call, name);
		}
	}
}
