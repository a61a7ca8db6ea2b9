package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import backtrac.api.store.RepositoryException;

/**
 * The repository of a server: made at the first start, opened at later ones. The server's data folder remembers where it
 * is, because an empty folder that once held a repository is a disk that is not mounted: a new repository there would fill
 * the wrong disk and hide the snapshots.
 */
final class ServerRepository {

	private static final String KNOWN = "known-repository";

	private final Path folder;
	private final Path known;

	/** @param data the server's data folder */
	ServerRepository(Path folder, Path data) {
		this.folder = folder.toAbsolutePath().normalize();
		this.known = data.resolve(KNOWN);
	}

	/** @throws RepositoryException if the folder holds something else, or does not hold any more what it held */
	HardLinkRepository open() throws IOException {
		if (!Files.notExists(folder.resolve(Layout.REPOSITORY_FILE.toString()))) {
			// or it cannot be told, and opening says why
			return remember(HardLinkRepository.open(folder));
		}
		if (place().equals(lastPlace())) {
			throw new RepositoryException("the repository " + folder + " is not there any more: mount its disk; or, to begin a new one there, delete " + known);
		}
		return remember(isNewOrEmpty() ? HardLinkRepository.init(folder) : HardLinkRepository.open(folder));
	}

	private boolean isNewOrEmpty() throws IOException {
		if (!Files.isDirectory(folder)) {
			return !Files.exists(folder);
		}
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (Path entry : entries) {
				if (!Init.isNothing(entry)) {
					return false;
				}
			}
			return true;
		}
	}

	private HardLinkRepository remember(HardLinkRepository repository) throws IOException {
		try {
			if (!place().equals(lastPlace())) {
				Files.createDirectories(known.getParent());
				Files.writeString(known, place() + "\n");
			}
			return repository;
		} catch (IOException e) {
			try (repository) {
				throw e;
			}
		}
	}

	/** The folder as a URI, which tells names of any bytes. One that is there ends with a slash: that does not count. */
	private String place() {
		String uri = folder.toUri().toString();
		return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
	}

	private String lastPlace() throws IOException {
		try {
			return Files.readString(known).strip();
		} catch (NoSuchFileException e) {
			return "";
		}
	}
}
