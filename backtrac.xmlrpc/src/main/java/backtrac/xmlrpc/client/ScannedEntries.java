package backtrac.xmlrpc.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.PlacedEntry;
import backtrac.api.store.SnapshotEntry;
import backtrac.xmlrpc.remote.ScanPage;
import backtrac.xmlrpc.wire.LimitedInputStream;

/** Unpacks pages of a scan. docs/scan-format.md describes what is read. What it does not have (hard links, attributes, extents) is not known. */
public final class ScannedEntries {

	static final int FORMAT = 1;
	private static final int MOST_BYTES = 64 << 20;
	private static final int UNKNOWN_MODE = 0xFFFF;

	private final ByteBuffer in;
	private byte[] path = {};

	private ScannedEntries(byte[] bytes) {
		this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * The entries of a page, in order.
	 *
	 * @throws IOException if it is of another form
	 */
	public static List<PlacedEntry> of(ScanPage page) throws IOException {
		if (page.format() != FORMAT) {
			throw new IOException("the server packs entries in a form of its own, " + page.format() + ": it is newer");
		}
		List<PlacedEntry> entries = new ArrayList<>();
		try (InflaterInputStream plain = new InflaterInputStream(new ByteArrayInputStream(page.entries()))) {
			ScannedEntries scanned = new ScannedEntries(new LimitedInputStream(plain, MOST_BYTES).readAllBytes());
			while (scanned.in.hasRemaining()) {
				entries.add(scanned.next());
			}
		} catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException | DateTimeException e) {
			throw new IOException("the server's answer is damaged: " + e, e);
		}
		return entries;
	}

	private PlacedEntry next() {
		int shared = in.getInt();
		int rest = in.getInt();
		int nameLength = in.getInt();
		FileType type = FileType.values()[in.get()];
		int hashLength = in.get();
		long size = in.getLong();
		Instant modified = Instant.ofEpochSecond(in.getLong(), in.getInt());
		int mode = Short.toUnsignedInt(in.getShort());
		int uid = in.getInt();
		int gid = in.getInt();
		long device = in.getLong();
		int owner = in.getInt();
		int group = in.getInt();
		int target = in.getInt();
		int unreadable = in.getInt();
		byte[] added = bytes(rest);
		byte[] whole = Arrays.copyOf(path, Math.addExact(shared, rest));
		System.arraycopy(added, 0, whole, shared, rest);
		path = whole;
		byte[] hash = bytes(hashLength);
		FileEntry entry = new FileEntry(ByteString.wrap(Arrays.copyOfRange(whole, whole.length - nameLength, whole.length)), type, size, modified,
				mode == UNKNOWN_MODE ? FileEntry.UNKNOWN : mode, uid, gid, text(owner), text(group), type == FileType.SYMLINK ? ByteString.wrap(bytes(target)) : null,
				device, null, Map.of());
		int folder = Math.max(0, whole.length - nameLength - 1);
		return new PlacedEntry(EntryPath.of(ByteString.wrap(Arrays.copyOf(whole, folder))),
				new SnapshotEntry(entry, hash.length == 0 ? null : HexFormat.of().formatHex(hash), text(unreadable)));
	}

	private byte[] bytes(int length) {
		if (length > in.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] bytes = new byte[length];
		in.get(bytes);
		return bytes;
	}

	/** Null if it is empty. */
	private String text(int length) {
		return length == 0 ? null : new String(bytes(length), StandardCharsets.UTF_8);
	}
}
