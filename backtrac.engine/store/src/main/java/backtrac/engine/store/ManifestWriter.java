package backtrac.engine.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import backtrac.api.entry.EntryPath;
import com.github.luben.zstd.Zstd;

/** Writes a manifest from its first block to its last. One thread at a time; the caller closes the stream. */
final class ManifestWriter {

	private final OutputStream out;
	private final String snapshot;
	private final List<ManifestIndex.Frame> frames = new ArrayList<>();
	private final List<EntryPath> folders = new ArrayList<>();
	private final ByteArrayOutputStream blocks = new ByteArrayOutputStream(ManifestFormat.FRAME_SIZE * 2);
	private final ByteArrayOutputStream hashes = new ByteArrayOutputStream(ManifestFormat.FRAME_SIZE * 2);
	private long written;
	private int foldersInFrame;

	ManifestWriter(OutputStream out, String snapshot) throws IOException {
		this.out = out;
		this.snapshot = snapshot;
		write(ManifestFormat.HEADER);
	}

	/** Adds a folder. They come in the order of their paths. */
	void add(EncodedBlock block) throws IOException {
		if (!folders.isEmpty() && folders.getLast().compareTo(block.path()) >= 0) {
			throw new IllegalArgumentException("folder '" + block.path() + "' comes after '" + folders.getLast() + "'");
		}
		blocks.writeBytes(block.cbor());
		hashes.writeBytes(block.hashes());
		folders.add(block.path());
		foldersInFrame++;
		if (blocks.size() >= ManifestFormat.FRAME_SIZE) {
			endFrame();
		}
	}

	/** Writes what is left and the index. Does not close the stream. */
	void finish() throws IOException {
		if (foldersInFrame > 0) {
			endFrame();
		}
		byte[] index = new ManifestIndex(snapshot, frames, folders).encode();
		byte[] packed = Zstd.compress(index, ManifestFormat.LEVEL);
		CRC32 crc = new CRC32();
		crc.update(packed);
		long offset = written;
		write(packed);
		write(ByteBuffer.allocate(ManifestFormat.FOOTER_LENGTH).order(ByteOrder.LITTLE_ENDIAN).putLong(offset).putInt(packed.length)
				.putInt(index.length).putInt((int) crc.getValue()).put(ManifestFormat.TRAILER).array());
		out.flush();
	}

	private void endFrame() throws IOException {
		byte[] packed = Zstd.compress(blocks.toByteArray(), ManifestFormat.LEVEL);
		byte[] raw = hashes.toByteArray();
		CRC32 crc = new CRC32();
		crc.update(packed);
		crc.update(raw);
		frames.add(new ManifestIndex.Frame(written, packed.length, blocks.size(), raw.length / Hash.LENGTH, crc.getValue(), foldersInFrame));
		write(packed);
		write(raw);
		blocks.reset();
		hashes.reset();
		foldersInFrame = 0;
	}

	private void write(byte[] bytes) throws IOException {
		out.write(bytes);
		written += bytes.length;
	}
}
