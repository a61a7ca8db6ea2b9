package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;
import backtrac.posix.PosixException;

/** Makes a repository. Its {@code repository.json} comes last, so that what was cut off is none. */
final class Init {

	private static final List<ByteString> FOLDERS = List.of(Layout.POOL, Layout.SNAPSHOTS, Layout.RUNS, Layout.TRASH);
	private static final ByteString NEW_FILE = ByteString.of("repository.json.new");

	private Init() {
	}

	static void run(Path location, FileSystem system) throws IOException {
		makeFolder(location);
		try (Directory root = system.open(location)) {
			requireEmpty(root, location);
			for (ByteString folder : FOLDERS) {
				Files.makeFolder(root, folder);
			}
			probe(root, location);
			system.limits().ifPresent(limits -> LoggerFactory.getLogger(Init.class).info("{}: {}", location, limits));
			RepositoryInfo info = new RepositoryInfo(UUID.randomUUID().toString(), location, Instant.now().truncatedTo(ChronoUnit.MILLIS),
					Layout.FORMAT, Probe.linkLimit(location));
			Files.remove(root, NEW_FILE);
			Files.write(root, NEW_FILE, RepositoryFile.encode(info));
			root.syncFileSystem();
			root.rename(NEW_FILE, root, Layout.REPOSITORY_FILE, false);
			root.sync();
		} catch (IOException e) {
			throw Failures.of(location, e);
		}
	}

	private static void makeFolder(Path location) throws IOException {
		try {
			java.nio.file.Files.createDirectories(location);
		} catch (FileAlreadyExistsException e) {
			throw new RepositoryException(location + " cannot be a repository: it is a file; give a new or an empty folder", e);
		} catch (IOException e) {
			String reason = e instanceof FileSystemException failure && failure.getReason() != null ? " (" + failure.getReason() + ")" : "";
			throw new RepositoryException("the folder " + location + " cannot be made" + reason + ": give one that this user may make", e);
		}
	}

	/** What an init that was cut off has left does not count, nor do locks that were taken where a disk is mounted at other times. */
	private static void requireEmpty(Directory root, Path location) throws IOException {
		for (Directory.Name name : root.list()) {
			if (name.bytes().equals(Layout.REPOSITORY_FILE)) {
				throw new RepositoryException(location + " is a repository already: use it as it is, or give another folder");
			}
		}
		for (Directory.Name name : root.list()) {
			boolean left = name.bytes().equals(NEW_FILE) || FOLDERS.contains(name.bytes()) && isEmpty(root, name.bytes());
			if (!left && !isNothing(Layout.resolve(location, name.bytes()))) {
				throw new RepositoryException(location + " cannot become a repository: it holds '" + name.bytes() + "'; give a new or an empty folder");
			}
		}
	}

	/** Tells if a folder that holds this is as good as empty. */
	static boolean isNothing(Path entry) throws IOException {
		String name = String.valueOf(entry.getFileName());
		return name.equals("lost+found") || name.equals(RepositoryLock.FOLDER) && LockHolders.holdsLocksOnly(entry);
	}

	private static boolean isEmpty(Directory root, ByteString name) throws IOException {
		try (Directory folder = root.directory(name)) {
			return folder.list().stream().allMatch(left -> Probe.NAMES.contains(left.bytes()));
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOTDIR) {
				return false;
			}
			throw e;
		}
	}

	private static void probe(Directory root, Path location) throws IOException {
		try (Directory pool = root.directory(Layout.POOL); Directory runs = root.directory(Layout.RUNS)) {
			Probe.requireLinks(pool, runs, location);
			if (!Probe.isCaseSensitive(runs)) {
				LoggerFactory.getLogger(Init.class).info("{} does not tell upper from lower case: some names in trees will be escaped", location);
			}
		}
	}
}
