package backtrac.engine.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import backtrac.api.entry.EntryPath;
import com.github.luben.zstd.Zstd;

/**
 * A manifest, open for reading. Maps the file into memory and unpacks a frame when one of its folders is asked for; the
 * last few are kept, as long as there is memory to spare. All methods may be called by several threads at once.
 */
final class ManifestReader implements AutoCloseable {

	/** Frames kept unpacked: one for each folder that may be worked on at the same time. */
	private static final int KEPT = 8;

	private final Arena arena;
	private final MemorySegment file;
	private final ManifestIndex index;
	/** The number of each frame's first folder. */
	private final int[] firstFolders;
	private final Map<Integer, SoftReference<List<Block>>> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true);
	private boolean closed;

	private ManifestReader(Arena arena, MemorySegment file) throws DamagedException {
		this.arena = arena;
		this.file = file;
		this.index = readIndex();
		this.firstFolders = new int[index.frames().size()];
		for (int i = 1; i < firstFolders.length; i++) {
			firstFolders[i] = firstFolders[i - 1] + index.frames().get(i - 1).folders();
		}
	}

	/**
	 * Opens a manifest.
	 *
	 * @throws DamagedException if it is no whole manifest
	 */
	static ManifestReader open(Path path) throws IOException {
		@SuppressWarnings("resource") // closed by the reader
		Arena arena = Arena.ofShared();
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			return new ManifestReader(arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
		} catch (IOException | RuntimeException e) {
			arena.close();
			throw e;
		}
	}

	private ManifestIndex readIndex() throws DamagedException {
		long footerAt = file.byteSize() - ManifestFormat.FOOTER_LENGTH;
		if (footerAt < ManifestFormat.HEADER.length || !Arrays.equals(bytes(0, ManifestFormat.HEADER.length), ManifestFormat.HEADER)) {
			throw new DamagedException("it does not begin as a manifest does");
		}
		ByteBuffer footer = ByteBuffer.wrap(bytes(footerAt, ManifestFormat.FOOTER_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
		long offset = footer.getLong();
		int packed = footer.getInt();
		int unpacked = footer.getInt();
		int crc = footer.getInt();
		byte[] trailer = new byte[ManifestFormat.TRAILER.length];
		footer.get(trailer);
		if (!Arrays.equals(trailer, ManifestFormat.TRAILER) || packed < 0 || offset < 0 || offset + packed != footerAt) {
			throw new DamagedException("it does not end as a manifest does");
		}
		byte[] bytes = bytes(offset, packed);
		requireCrc(bytes, Integer.toUnsignedLong(crc), "index");
		return ManifestIndex.decode(unpack(bytes, packed, unpacked));
	}

	ManifestIndex index() {
		return index;
	}

	/** A folder's entries, or null if there is no such folder. */
	Block block(EntryPath folder) throws DamagedException {
		int number = index.find(folder);
		if (number < 0) {
			return null;
		}
		int found = Arrays.binarySearch(firstFolders, number);
		int frame = found >= 0 ? found : -found - 2;
		return frame(frame).get(number - firstFolders[frame]);
	}

	/** Some folders' blocks, in order; the frames in order are the whole manifest. */
	List<Block> frame(int number) throws DamagedException {
		synchronized (kept) {
			SoftReference<List<Block>> reference = kept.get(number);
			List<Block> blocks = reference == null ? null : reference.get();
			if (blocks != null) {
				return blocks;
			}
		}
		List<Block> blocks = readFrame(index.frames().get(number));
		synchronized (kept) {
			kept.put(number, new SoftReference<>(blocks)); // a folder of a million entries takes 140 MB
			if (kept.size() > KEPT) {
				kept.remove(kept.keySet().iterator().next());
			}
		}
		return blocks;
	}

	/** The hashes of a frame, one after another, without unpacking the rest. */
	byte[] hashes(int frame) throws DamagedException {
		byte[] bytes = frameBytes(index.frames().get(frame));
		return Arrays.copyOfRange(bytes, index.frames().get(frame).packed(), bytes.length);
	}

	private byte[] frameBytes(ManifestIndex.Frame frame) throws DamagedException {
		if (frame.offset() < 0 || frame.packed() < 0 || frame.hashes() < 0 || frame.offset() + frame.length() > file.byteSize()) {
			throw new DamagedException("a frame lies behind its end");
		}
		byte[] bytes = bytes(frame.offset(), frame.length());
		requireCrc(bytes, frame.crc(), "frame at " + frame.offset());
		return bytes;
	}

	private List<Block> readFrame(ManifestIndex.Frame frame) throws DamagedException {
		byte[] bytes = frameBytes(frame);
		byte[] cbor = unpack(bytes, frame.packed(), frame.unpacked());
		byte[] hashes = Arrays.copyOfRange(bytes, frame.packed(), bytes.length);
		List<Block> blocks = new ArrayList<>(frame.folders());
		int at = 0;
		try (BlockDecoder decoder = new BlockDecoder(cbor, 0, cbor.length)) {
			for (int i = 0; i < frame.folders(); i++) {
				Block block = decoder.next(hashes, at);
				at += block.hashBytes();
				blocks.add(block);
			}
		}
		return blocks;
	}

	private byte[] bytes(long offset, int length) {
		return file.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
	}

	private static void requireCrc(byte[] bytes, long expected, String what) throws DamagedException {
		CRC32 crc = new CRC32();
		crc.update(bytes);
		if (crc.getValue() != expected) {
			throw new DamagedException("its " + what + " is not as it was written");
		}
	}

	private static byte[] unpack(byte[] bytes, int packed, int unpacked) throws DamagedException {
		byte[] result = new byte[unpacked];
		long n = Zstd.decompressByteArray(result, 0, unpacked, bytes, 0, packed);
		if (n != unpacked) {
			throw new DamagedException("it cannot be unpacked" + (Zstd.isError(n) ? ": " + Zstd.getErrorName(n) : ""));
		}
		return result;
	}

	@Override
	public synchronized void close() {
		if (!closed) {
			closed = true;
			arena.close();
		}
	}
}
