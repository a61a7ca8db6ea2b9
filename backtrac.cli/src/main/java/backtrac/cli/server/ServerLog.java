package backtrac.cli.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log of a server, from its end. */
final class ServerLog {

	private static final int MOST_BYTES = 256 << 10;
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
	/** As etc/logback.xml writes it: time, level, thread, logger, message. */
	private static final Pattern RECORD = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d),\\d{3} (\\w+) .*? - (.*)");
	private static final String CAUSE = "Caused by: ";
	private static final Pattern CLASS_NAMES = Pattern.compile("(?:[\\w.$]+(?:Exception|Error): )+");

	private final Path file;

	ServerLog(Path file) {
		this.file = file;
	}

	/** How long it is now, in bytes. */
	long length() throws IOException {
		return Files.exists(file) ? Files.size(file) : 0;
	}

	/** The lines that are not blank from a place on, the last quarter of a megabyte at most. */
	List<String> linesFrom(long start) throws IOException {
		if (Files.notExists(file)) {
			return List.of();
		}
		try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
			long from = Math.max(start, log.length() - MOST_BYTES);
			byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
			log.seek(from);
			log.readFully(bytes);
			return new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
		}
	}

	/** What the first error since then came from; empty if there was none. */
	Optional<String> firstError(Instant since) throws IOException {
		String time = TIME.format(since.atZone(ZoneId.systemDefault()));
		String error = null;
		for (String line : linesFrom(0)) {
			Matcher record = RECORD.matcher(line);
			boolean isRecord = record.matches();
			if (isRecord && error != null) {
				break;
			}
			if (isRecord && record.group(2).equals("ERROR") && record.group(1).compareTo(time) >= 0) {
				error = record.group(3);
			} else if (error != null && line.startsWith(CAUSE)) {
				error = line.substring(CAUSE.length()); // the last one is at the root of it
			}
		}
		return Optional.ofNullable(error).map(text -> {
			Matcher names = CLASS_NAMES.matcher(text);
			return names.lookingAt() ? text.substring(names.end()) : text;
		});
	}
}
