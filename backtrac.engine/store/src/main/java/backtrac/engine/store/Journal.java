package backtrac.engine.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import backtrac.api.entry.EntryPath;
import backtrac.posix.FileHandle;

/**
 * What a run has recorded so far, block by block in the order that the folders are done, uncompressed. The manifest is
 * made of it at commit; and when the run is cut off, the next one finds in it what need not be read again.
 *
 * <p>
 * A record is the length of the block, the length of its hashes and the CRC-32 of both (4 bytes each, the lowest first),
 * then the block and its hashes as they are in a manifest's frame.
 */
final class Journal {

	private static final int HEADER = 12;
	private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

	private final FileHandle file;
	private long length;

	/** @param file new and empty; the caller closes it */
	Journal(FileHandle file) {
		this.file = file;
	}

	/** Where a record is. */
	record Place(long offset, int cbor, int hashes) {
	}

	/** Adds a block; it is with the operating system when this returns. Any thread. */
	synchronized Place append(EncodedBlock block) throws IOException {
		ByteBuffer record = ByteBuffer.allocate(HEADER + block.cbor().length + block.hashes().length).order(ByteOrder.LITTLE_ENDIAN);
		CRC32 crc = new CRC32();
		crc.update(block.cbor());
		crc.update(block.hashes());
		record.putInt(block.cbor().length).putInt(block.hashes().length).putInt((int) crc.getValue()).put(block.cbor()).put(block.hashes());
		file.write(record.array(), 0, record.capacity());
		Place place = new Place(length, block.cbor().length, block.hashes().length);
		length += record.capacity();
		return place;
	}

	/** A journal's records, for reading. */
	static final class Reader implements AutoCloseable {

		private final Arena arena;
		private final MemorySegment file;

		private Reader(Arena arena, MemorySegment file) {
			this.arena = arena;
			this.file = file;
		}

		/** For several threads. */
		static Reader open(Path path) throws IOException {
			return open(path, Arena.ofShared());
		}

		/** For the calling thread only, which makes closing cheap. */
		static Reader openForThisThread(Path path) throws IOException {
			return open(path, Arena.ofConfined());
		}

		private static Reader open(Path path, Arena arena) throws IOException {
			try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
				return new Reader(arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
			} catch (IOException | RuntimeException e) {
				arena.close();
				throw e;
			}
		}

		EncodedBlock read(EntryPath path, Place place) throws DamagedException {
			byte[] cbor = bytes(place.offset() + HEADER, place.cbor());
			byte[] hashes = bytes(place.offset() + HEADER + place.cbor(), place.hashes());
			CRC32 crc = new CRC32();
			crc.update(cbor);
			crc.update(hashes);
			if ((int) crc.getValue() != file.get(INT, place.offset() + 8)) {
				throw new DamagedException("the run's journal is not as it was written");
			}
			return new EncodedBlock(path, cbor, hashes);
		}

		Block block(Place place) throws DamagedException {
			EncodedBlock block = read(EntryPath.ROOT, place);
			return BlockDecoder.decode(block.cbor(), 0, block.cbor().length, block.hashes());
		}

		/** All whole records: a run that was cut off may have left half of one at the end. */
		Map<EntryPath, List<Place>> scan() {
			Map<EntryPath, List<Place>> places = new HashMap<>();
			long at = 0;
			while (at + HEADER <= file.byteSize()) {
				Place place = new Place(at, file.get(INT, at), file.get(INT, at + 4));
				if (place.cbor() < 0 || place.hashes() < 0 || at + HEADER + place.cbor() + place.hashes() > file.byteSize()) {
					return places;
				}
				try {
					places.computeIfAbsent(block(place).path(), path -> new ArrayList<>()).add(place);
				} catch (DamagedException e) {
					return places; // nor is what follows to be trusted
				}
				at += HEADER + place.cbor() + place.hashes();
			}
			return places;
		}

		/** The hashes of all whole records, one after another in an array for each record. */
		List<byte[]> hashes() throws DamagedException {
			List<byte[]> hashes = new ArrayList<>();
			for (List<Place> places : scan().values()) {
				for (Place place : places) {
					hashes.add(read(EntryPath.ROOT, place).hashes());
				}
			}
			return hashes;
		}

		private byte[] bytes(long offset, int length) {
			return file.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
		}

		@Override
		public void close() {
			arena.close();
		}
	}
}
