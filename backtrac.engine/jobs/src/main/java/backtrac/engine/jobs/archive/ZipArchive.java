package backtrac.engine.jobs.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

/**
 * A zip file in Info-ZIP's Unix dialect: modes, symbolic links, times in seconds, numbers of owners; with Zip64 where
 * numbers need it. Names that are no UTF-8 are raw bytes without the flag that says so. What it cannot hold it counts.
 */
public final class ZipArchive implements Archive {

	private static final int BUFFER = 1 << 16;

	private final CountingOutput out;
	private final ZoneId zone;
	private final ZipDirectory directory = new ZipDirectory();
	private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
	private final byte[] buffer = new byte[BUFFER];
	private boolean fractions;
	private boolean owners;
	private boolean links;
	private boolean attributes;

	/**
	 * @param out  buffered: headers are small
	 * @param zone of the times that readers see who know none but those of MS-DOS
	 */
	public ZipArchive(OutputStream out, ZoneId zone) {
		this.out = new CountingOutput(out);
		this.zone = zone;
	}

	@Override
	public String add(EntryPath path, FileEntry entry, InputStream content) throws IOException {
		switch (entry.type()) {
		case FILE, SYMLINK -> {
		}
		case DIRECTORY -> {
			if (path.isRoot()) {
				return null;
			}
		}
		default -> {
			return "a zip file cannot hold pipes and devices";
		}
		}
		ByteString name = entry.isDirectory() ? withSlash(path.bytes()) : path.bytes();
		if (name.length() > ZipRecord.MOST_16) {
			return "a zip file cannot hold names of more than " + ZipRecord.MOST_16 + " bytes";
		}
		noteLosses(entry);
		boolean hasContent = entry.isFile() && entry.size() > 0;
		ZipRecord record = new ZipRecord(name, entry, hasContent, zone, out.count);
		if (hasContent) {
			out.write(record.localHeader());
			deflate(path, entry.size(), content, record);
			out.write(record.descriptor());
		} else {
			byte[] target = entry.target() == null ? new byte[0] : entry.target().toBytes();
			CRC32 crc = new CRC32();
			crc.update(target);
			record.content(crc.getValue(), target.length, target.length);
			out.write(record.localHeader());
			out.write(target);
		}
		directory.add(record.directoryRecord());
		return null;
	}

	private void noteLosses(FileEntry entry) {
		fractions |= entry.modified().getNano() != 0;
		owners |= entry.owner() != null || entry.group() != null;
		attributes |= !entry.attributes().isEmpty();
	}

	private void deflate(EntryPath path, long size, InputStream content, ZipRecord record) throws IOException {
		CRC32 crc = new CRC32();
		long before = out.count;
		long length = 0;
		deflater.reset();
		DeflaterOutputStream packed = new DeflaterOutputStream(out, deflater, BUFFER);
		for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
			crc.update(buffer, 0, n);
			packed.write(buffer, 0, n);
			length += n;
		}
		if (length != size) {
			throw new IOException("'" + path + "' is not as long as its entry says: " + length + " bytes and not " + size);
		}
		packed.finish();
		record.content(crc.getValue(), out.count - before, length);
	}

	@Override
	public boolean link(EntryPath path, FileEntry entry, EntryPath existing) {
		links = true;
		return false;
	}

	@Override
	public void finish() throws IOException {
		long start = out.count;
		directory.writeTo(out);
		deflater.end();
		boolean large = directory.count() >= ZipRecord.MOST_16 || start >= ZipRecord.MOST_32 || directory.size() >= ZipRecord.MOST_32;
		ByteBuffer end = ZipRecord.buffer(56 + 20 + 22);
		if (large) {
			end.putInt(0x06064b50).putLong(44).putShort((short) (3 << 8 | ZipRecord.VERSION_ZIP64)).putShort(ZipRecord.VERSION_ZIP64).putInt(0)
					.putInt(0).putLong(directory.count()).putLong(directory.count()).putLong(directory.size()).putLong(start);
			end.putInt(0x07064b50).putInt(0).putLong(out.count).putInt(1);
		}
		short count = (short) Math.min(directory.count(), ZipRecord.MOST_16);
		end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count)
				.putInt((int) Math.min(directory.size(), ZipRecord.MOST_32)).putInt((int) Math.min(start, ZipRecord.MOST_32)).putShort((short) 0);
		out.write(ZipRecord.finish(end));
		out.flush();
	}

	@Override
	public List<String> losses() {
		List<String> losses = new ArrayList<>();
		add(losses, fractions, "fractions of seconds");
		add(losses, owners, "names of owners");
		add(losses, links, "hard links, which became copies");
		add(losses, attributes, "extended attributes and ACLs");
		return losses;
	}

	private static void add(List<String> losses, boolean lost, String what) {
		if (lost) {
			losses.add(what);
		}
	}

	private static ByteString withSlash(ByteString path) {
		byte[] bytes = new byte[path.length() + 1];
		path.copyTo(bytes, 0);
		bytes[path.length()] = '/';
		return ByteString.wrap(bytes);
	}

	/** Knows how many bytes went through it. */
	private static final class CountingOutput extends OutputStream {

		private final OutputStream out;
		private long count;

		CountingOutput(OutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int b) throws IOException {
			out.write(b);
			count++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			out.write(bytes, offset, length);
			count += length;
		}

		@Override
		public void flush() throws IOException {
			out.flush();
		}
	}
}
