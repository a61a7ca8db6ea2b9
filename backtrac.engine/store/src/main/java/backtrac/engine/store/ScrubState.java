package backtrac.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/**
 * How far a pass of the scrub is, {@code scrub.json}: first the contents with the most names, then folder by folder of the pool.
 * A pass that cannot be read is as one that never was. Several threads may tell of contents that are read.
 */
final class ScrubState {

	static final ByteString FILE = ByteString.of("scrub.json");
	/** The pool's folders, 00 to ff. */
	static final int FOLDERS = 256;
	/** In place of a folder: those with the most names. */
	static final int MOST_LINKED = -1;
	/** Hex digits that tell a content among those of a folder. */
	private static final int DIGITS = 16;

	private final Instant begun;
	private final Set<Hash> mostLinked;
	private final Set<Long> read = ConcurrentHashMap.newKeySet();
	private int folder = MOST_LINKED;

	private ScrubState(Instant begun, Set<Hash> mostLinked) {
		this.begun = begun;
		this.mostLinked = mostLinked;
	}

	/** A new pass. */
	static ScrubState begin(List<Hash> mostLinked) {
		return new ScrubState(Instant.now().truncatedTo(ChronoUnit.SECONDS), new LinkedHashSet<>(mostLinked));
	}

	Instant begun() {
		return begun;
	}

	/** The contents that come first. */
	Set<Hash> mostLinked() {
		return mostLinked;
	}

	/** The folder that it is at, {@link #MOST_LINKED} or, at the end, {@link #FOLDERS}. */
	int folder() {
		return folder;
	}

	boolean isOver() {
		return folder == FOLDERS;
	}

	/** Goes on to the next folder. */
	void next() {
		folder++;
		read.clear();
	}

	/** Takes down that a content of the folder has been read. */
	void done(Hash hash) {
		read.add(key(hash));
	}

	/** Tells if a content was read in this pass, as far as those go that come first or are in the folder that it is at. */
	boolean isDone(Hash hash) {
		return read.contains(key(hash)) || folder >= 0 && mostLinked.contains(hash);
	}

	private static long key(Hash hash) {
		byte[] bytes = new byte[Hash.LENGTH];
		hash.copyTo(bytes, 0);
		return ByteBuffer.wrap(bytes).getLong();
	}

	/** Null if there is none, or none that makes sense. */
	static ScrubState read(Directory root) throws IOException {
		try {
			return decode(Json.read(Files.read(root, FILE)));
		} catch (DamagedException | DateTimeException | IllegalArgumentException e) {
			LoggerFactory.getLogger(ScrubState.class).warn("{} cannot be used, so the scrub begins anew: {}", FILE, e.getMessage());
			return null;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return null;
			}
			throw e;
		}
	}

	private static ScrubState decode(Json json) throws DamagedException {
		List<Hash> mostLinked = new ArrayList<>();
		parts(json.text("most_linked"), 2 * Hash.LENGTH).forEach(hex -> mostLinked.add(Hash.parse(hex)));
		ScrubState state = new ScrubState(Instant.parse(json.text("begun")), new LinkedHashSet<>(mostLinked));
		state.folder = Math.toIntExact(json.number("folder"));
		if (state.folder < MOST_LINKED || state.folder > FOLDERS) {
			throw new DamagedException("there is no folder " + state.folder);
		}
		parts(json.text("read"), DIGITS).forEach(hex -> state.read.add(HexFormat.fromHexDigitsToLong(hex)));
		return state;
	}

	private static List<String> parts(String text, int length) {
		if (text.length() % length != 0) {
			throw new IllegalArgumentException("a list of hashes is cut off");
		}
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < text.length(); i += length) {
			parts.add(text.substring(i, i + length));
		}
		return parts;
	}

	/**
	 * Writes it in place of what was there. One thread at a time.
	 *
	 * @param trash for a passing name
	 */
	void write(Directory root, Directory trash) throws IOException {
		StringBuilder first = new StringBuilder();
		mostLinked.forEach(first::append);
		StringBuilder done = new StringBuilder();
		read.forEach(key -> done.append(HexFormat.of().toHexDigits(key)));
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("begun", begun);
		values.put("folder", folder);
		values.put("most_linked", first);
		values.put("read", done);
		Files.replace(root, FILE, Json.write(values), trash);
	}
}
