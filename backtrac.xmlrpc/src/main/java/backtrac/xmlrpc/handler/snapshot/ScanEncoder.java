package backtrac.xmlrpc.handler.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.PlacedEntry;

/** Packs entries as docs/scan-format.md says. Used once. */
final class ScanEncoder implements AutoCloseable {

	static final int FORMAT = 1;
	private static final int HEAD = 68;
	private static final int UNKNOWN_MODE = 0xFFFF;
	private static final byte[] NONE = {};

	private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
	private final ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
	private final DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 14);
	private byte[] path = NONE;
	private int count;

	void add(PlacedEntry placed) throws IOException {
		FileEntry e = placed.entry().entry();
		byte[] next = path(placed);
		int differ = Arrays.mismatch(path, next);
		int shared = differ < 0 ? next.length : differ;
		byte[] hash = placed.entry().hash() == null ? NONE : HexFormat.of().parseHex(placed.entry().hash());
		byte[] owner = bytes(e.owner());
		byte[] group = bytes(e.group());
		byte[] target = e.target() == null ? NONE : e.target().toBytes();
		byte[] unreadable = bytes(placed.entry().unreadable());
		ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
		head.putInt(shared).putInt(next.length - shared).putInt(e.name().length()).put((byte) e.type().ordinal()).put((byte) hash.length);
		head.putLong(e.size()).putLong(e.modified().getEpochSecond()).putInt(e.modified().getNano());
		head.putShort((short) (e.mode() == FileEntry.UNKNOWN ? UNKNOWN_MODE : e.mode())).putInt(e.uid()).putInt(e.gid()).putLong(e.device());
		head.putInt(owner.length).putInt(group.length).putInt(target.length).putInt(unreadable.length);
		out.write(head.array());
		out.write(next, shared, next.length - shared);
		out.write(hash);
		out.write(owner);
		out.write(group);
		out.write(target);
		out.write(unreadable);
		path = next;
		count++;
	}

	int count() {
		return count;
	}

	/** All that was added. */
	byte[] finish() throws IOException {
		out.finish();
		return packed.toByteArray();
	}

	@Override
	public void close() {
		deflater.end();
	}

	/** Also of what has no path, as its name is not safe: {@code name} in the head tells where that begins. */
	private static byte[] path(PlacedEntry placed) {
		ByteString folder = placed.folder().bytes();
		if (folder.length() == 0) {
			return placed.name().toBytes();
		}
		byte[] path = new byte[folder.length() + 1 + placed.name().length()];
		folder.copyTo(path, 0);
		path[folder.length()] = '/';
		placed.name().copyTo(path, folder.length() + 1);
		return path;
	}

	private static byte[] bytes(String text) {
		return text == null ? NONE : text.getBytes(StandardCharsets.UTF_8);
	}
}
