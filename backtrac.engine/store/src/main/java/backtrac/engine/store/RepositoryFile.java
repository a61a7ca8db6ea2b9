package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/** What a repository says of itself, {@code repository.json}. */
final class RepositoryFile {

	private static final String HASH = "sha256";

	private RepositoryFile() {
	}

	static byte[] encode(RepositoryInfo info) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("format", info.format());
		values.put("id", info.id());
		values.put("hash", HASH);
		values.put("created", info.created());
		values.put("link_limit", info.linkLimit());
		return Json.write(values);
	}

	/** @throws RepositoryException if the folder is no repository, or none that this version can use */
	static RepositoryInfo read(Directory folder, Path location) throws IOException {
		try {
			Json json = Json.read(Files.read(folder, Layout.REPOSITORY_FILE));
			int format = (int) json.number("format");
			if (format > Layout.FORMAT) {
				throw new RepositoryException("repository " + location + " has format " + format + ", and this BackTrac knows up to format "
						+ Layout.FORMAT + ": use a newer BackTrac");
			}
			if (!json.text("hash").equals(HASH)) {
				throw new RepositoryException("repository " + location + " uses the hash " + json.text("hash") + ", and this BackTrac knows "
						+ HASH + " only: use a newer BackTrac");
			}
			return new RepositoryInfo(json.text("id"), location, Instant.parse(json.text("created")), format, (int) json.number("link_limit"));
		} catch (DamagedException | DateTimeException e) {
			throw new RepositoryException(
					location.resolve(Layout.REPOSITORY_FILE.toString()) + " is damaged (" + e.getMessage() + "): restore that file from a copy", e);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				throw new RepositoryException(
						location + " is no repository: it has no " + Layout.REPOSITORY_FILE + "; if it is on a disk, mount that; 'backtrac repo init "
								+ location + "' makes a new one", e);
			}
			throw e;
		}
	}
}
