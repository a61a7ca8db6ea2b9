package backtrac.engine.jobs.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

/**
 * A pax archive (POSIX.1-2001), in the dialect that GNU tar, libarchive and star share: names are raw bytes, what does not
 * fit into a plain header is in an extended one, extended attributes and ACLs with the keys of star.
 *
 * <p>
 * All names begin with {@code ./}, so that the root can be an entry, too, and gets its time after all below it.
 */
public final class TarArchive implements Archive {

	private static final int RECORD = 20 * UstarHeader.BLOCK;
	private static final int BUFFER = 1 << 16;

	private final OutputStream out;
	private final byte[] buffer = new byte[BUFFER];
	private long written;

	/** @param out buffered: headers are small */
	public TarArchive(OutputStream out) {
		this.out = out;
	}

	@Override
	public String add(EntryPath path, FileEntry entry, InputStream content) throws IOException {
		header(TarEntry.of(path, entry));
		if (content != null) {
			content(path, entry.size(), content);
		}
		return null;
	}

	@Override
	public boolean link(EntryPath path, FileEntry entry, EntryPath existing) throws IOException {
		header(TarEntry.linkTo(path, entry, existing));
		return true;
	}

	private void header(TarEntry entry) throws IOException {
		PaxRecords records = entry.records();
		if (!records.isEmpty()) {
			byte[] bytes = records.toBytes();
			write(TarEntry.extendedHeader(bytes.length).toBytes());
			write(bytes);
			pad(UstarHeader.BLOCK);
		}
		write(entry.header().toBytes());
	}

	private void content(EntryPath path, long size, InputStream content) throws IOException {
		long length = 0;
		for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
			length += n;
			if (length > size) {
				break;
			}
			out.write(buffer, 0, n);
		}
		if (length != size) {
			throw new IOException("'" + path + "' is not as long as its entry says: " + length + " bytes and not " + size);
		}
		written += length;
		pad(UstarHeader.BLOCK);
	}

	private void write(byte[] bytes) throws IOException {
		out.write(bytes);
		written += bytes.length;
	}

	private void pad(int unit) throws IOException {
		write(new byte[(int) ((unit - written % unit) % unit)]);
	}

	@Override
	public void finish() throws IOException {
		write(new byte[2 * UstarHeader.BLOCK]);
		pad(RECORD);
		out.flush();
	}

	@Override
	public List<String> losses() {
		return List.of();
	}
}
