package backtrac.engine.store;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

import backtrac.api.entry.ByteString;

/** The names in a repository; see docs/repository-format.md. */
final class Layout {

	static final int FORMAT = 1;

	static final ByteString REPOSITORY_FILE = ByteString.of("repository.json");
	static final ByteString POOL = ByteString.of("pool");
	static final ByteString SNAPSHOTS = ByteString.of("snapshots");
	static final ByteString RUNS = ByteString.of("runs");
	static final ByteString TRASH = ByteString.of("trash");

	static final ByteString SNAPSHOT_FILE = ByteString.of("snapshot.json");
	static final ByteString MANIFEST = ByteString.of("manifest");
	static final ByteString TREE = ByteString.of("tree");

	/** Within a run's folder: the snapshot on its way. */
	static final ByteString SNAPSHOT = ByteString.of("snapshot");
	static final ByteString RUN_FILE = ByteString.of("run.json");
	static final ByteString JOURNAL = ByteString.of("journal");
	static final String LOCK = "lock";

	/** Folders belong to the repository's user; the group may look. */
	static final int FOLDER_MODE = 0750;
	/** Nobody writes content again. */
	static final int CONTENT_MODE = 0440;
	/** Manifests and summaries. */
	static final int FILE_MODE = 0640;

	private Layout() {
	}

	/** A snapshot's folder, such as {@code 2026-11-23T093254.123Z}: sorts by time and is a name on any system. */
	static ByteString timeName(Instant time) {
		LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
		return ByteString.of(pad(utc.getYear(), 4) + '-' + pad(utc.getMonthValue(), 2) + '-' + pad(utc.getDayOfMonth(), 2) + 'T'
				+ pad(utc.getHour(), 2) + pad(utc.getMinute(), 2) + pad(utc.getSecond(), 2) + '.' + pad(utc.getNano() / 1_000_000, 3) + 'Z');
	}

	private static String pad(int number, int digits) {
		String text = Integer.toString(number);
		return "0".repeat(Math.max(0, digits - text.length())) + text;
	}

	/** The folder of a client or a plan. */
	static ByteString folderName(String name) {
		return TreeName.fit(ByteString.of(name));
	}

	/** A path below another one, whatever bytes the name has and whatever the locale makes of them. */
	static Path resolve(Path folder, ByteString name) {
		try {
			String text = name.toString();
			if (text.indexOf('\\') < 0) {
				return folder.resolve(text);
			}
		} catch (InvalidPathException e) {
			// not a text in this locale: the name's bytes are told through a URI
		}
		StringBuilder uri = new StringBuilder(folder.toUri().getRawPath());
		if (uri.charAt(uri.length() - 1) != '/') {
			uri.append('/');
		}
		for (byte b : name.toBytes()) {
			uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
		}
		return Path.of(URI.create("file://" + uri));
	}
}
