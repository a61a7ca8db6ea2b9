package backtrac.engine.jobs.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The directory that stands at the end of a zip file. It has to be kept until then; compressed, it takes 20 to 40 bytes of
 * memory an entry.
 */
final class ZipDirectory {

	private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
	private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
	private final DeflaterOutputStream records = new DeflaterOutputStream(packed, deflater, 1 << 13);
	private long count;
	private long size;

	void add(byte[] record) throws IOException {
		records.write(record);
		count++;
		size += record.length;
	}

	/** How many records it has. */
	long count() {
		return count;
	}

	/** Bytes of all records. */
	long size() {
		return size;
	}

	/** Writes all records; none can be added any more. */
	void writeTo(OutputStream out) throws IOException {
		records.finish();
		deflater.end();
		try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
			in.transferTo(out);
		}
	}
}
