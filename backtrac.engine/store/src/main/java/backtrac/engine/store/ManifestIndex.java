package backtrac.engine.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORParser;

/** Where in a manifest each folder's block is. Its memory grows with the folders, not with the files. */
final class ManifestIndex {

	private static final String FORMAT = "format";
	private static final String SNAPSHOT = "snapshot";
	private static final String FRAMES = "frames";
	private static final String OFFSETS = "offsets";
	private static final String PACKED = "packed";
	private static final String UNPACKED = "unpacked";
	private static final String HASHES = "hashes";
	private static final String CRCS = "crcs";
	private static final String FOLDERS = "folders";
	private static final String PATHS = "paths";
	private static final String PATH_LENGTHS = "path_lengths";

	private final String snapshot;
	private final List<Frame> frames;
	private final List<EntryPath> folders;

	/**
	 * @param snapshot the snapshot's id
	 * @param folders  in order
	 */
	ManifestIndex(String snapshot, List<Frame> frames, List<EntryPath> folders) {
		this.snapshot = snapshot;
		this.frames = frames;
		this.folders = folders;
	}

	/**
	 * A part of the manifest: some folders' blocks, compressed together, and their hashes.
	 *
	 * @param offset   where it begins
	 * @param packed   bytes of the blocks, compressed
	 * @param unpacked bytes of the blocks
	 * @param hashes   how many hashes follow them
	 * @param crc      CRC-32 of all of that
	 * @param folders  how many folders it has
	 */
	record Frame(long offset, int packed, int unpacked, int hashes, long crc, int folders) {

		/** Bytes on disk. */
		int length() {
			return packed + hashes * Hash.LENGTH;
		}
	}

	String snapshot() {
		return snapshot;
	}

	List<Frame> frames() {
		return frames;
	}

	List<EntryPath> folders() {
		return folders;
	}

	/** The place of a folder among {@link #folders()}, or a negative number. */
	int find(EntryPath folder) {
		return Collections.binarySearch(folders, folder);
	}

	byte[] encode() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(folders.size() * 32 + frames.size() * 32);
		try (CBORGenerator out = Cbor.generator(bytes)) {
			out.writeStartObject();
			out.writeName(FORMAT).writeNumber(ManifestFormat.VERSION);
			out.writeName(SNAPSHOT).writeString(snapshot);
			out.writeName(FRAMES).writeNumber(frames.size());
			Column.write(out, OFFSETS, frames.stream().mapToLong(Frame::offset).toArray(), -1);
			Column.write(out, PACKED, frames.stream().mapToLong(Frame::packed).toArray(), -1);
			Column.write(out, UNPACKED, frames.stream().mapToLong(Frame::unpacked).toArray(), -1);
			Column.write(out, HASHES, frames.stream().mapToLong(Frame::hashes).toArray(), -1);
			Column.write(out, CRCS, frames.stream().mapToLong(Frame::crc).toArray(), -1);
			Column.write(out, FOLDERS, frames.stream().mapToLong(Frame::folders).toArray(), -1);
			writePaths(out);
			out.writeEndObject();
		}
		return bytes.toByteArray();
	}

	private void writePaths(CBORGenerator out) {
		long[] lengths = folders.stream().mapToLong(path -> path.bytes().length()).toArray();
		byte[] paths = new byte[(int) Arrays.stream(lengths).sum()];
		int at = 0;
		for (EntryPath path : folders) {
			path.bytes().copyTo(paths, at);
			at += path.bytes().length();
		}
		out.writeName(PATHS).writeBinary(paths);
		Column.write(out, PATH_LENGTHS, lengths, -1);
	}

	static ManifestIndex decode(byte[] cbor) throws DamagedException {
		try (CBORParser in = Cbor.parser(cbor, 0, cbor.length)) {
			return read(in);
		} catch (JacksonException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException | NullPointerException e) {
			throw new DamagedException("its index makes no sense: " + e.getMessage(), e);
		}
	}

	private static ManifestIndex read(CBORParser in) throws DamagedException {
		if (in.nextToken() != JsonToken.START_OBJECT) {
			throw new DamagedException("its index is no map");
		}
		String snapshot = "";
		int n = 0;
		long[] offsets = null;
		long[] packed = null;
		long[] unpacked = null;
		long[] hashes = null;
		long[] crcs = null;
		long[] folders = null;
		byte[] paths = null;
		long[] pathLengths = null;
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			in.nextToken();
			switch (name) {
			case FORMAT -> ManifestFormat.requireKnown(in.getIntValue());
			case SNAPSHOT -> snapshot = in.getString();
			case FRAMES -> n = in.getIntValue();
			case OFFSETS -> offsets = Column.read(in, n);
			case PACKED -> packed = Column.read(in, n);
			case UNPACKED -> unpacked = Column.read(in, n);
			case HASHES -> hashes = Column.read(in, n);
			case CRCS -> crcs = Column.read(in, n);
			case FOLDERS -> folders = Column.read(in, n);
			case PATHS -> paths = in.getBinaryValue();
			case PATH_LENGTHS -> pathLengths = Column.read(in, (int) Arrays.stream(folders).sum());
			default -> in.skipChildren();
			}
		}
		List<Frame> frames = new ArrayList<>(n);
		for (int i = 0; i < n; i++) {
			frames.add(new Frame(offsets[i], Math.toIntExact(packed[i]), Math.toIntExact(unpacked[i]), Math.toIntExact(hashes[i]), crcs[i],
					Math.toIntExact(folders[i])));
		}
		return new ManifestIndex(snapshot, frames, paths(paths, pathLengths));
	}

	private static List<EntryPath> paths(byte[] all, long[] lengths) {
		List<EntryPath> paths = new ArrayList<>(lengths.length);
		int at = 0;
		for (long length : lengths) {
			int end = at + Math.toIntExact(length);
			paths.add(EntryPath.of(ByteString.wrap(Arrays.copyOfRange(all, at, end))));
			at = end;
		}
		return paths;
	}
}
