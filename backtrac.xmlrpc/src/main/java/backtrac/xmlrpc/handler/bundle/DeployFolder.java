package backtrac.xmlrpc.handler.bundle;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.osgi.framework.Bundle;

/** The folder whose jars the framework has as bundles. Files appear in it whole or not at all. */
final class DeployFolder {

	/** Names that end with it are passed over: see felix.fileinstall.filter in etc/config.properties. */
	private static final String UNFINISHED = ".part";

	private final Path folder;

	DeployFolder(Path folder) {
		this.folder = folder.toAbsolutePath().normalize();
	}

	/** Where a bundle of this folder is; empty if it is from elsewhere. */
	Optional<Path> file(Bundle bundle) {
		return file(bundle.getLocation());
	}

	Optional<Path> file(String location) {
		if (!location.startsWith("file:")) {
			return Optional.empty();
		}
		try {
			URI uri = new URI(location);
			return Optional.ofNullable(uri.getPath()).map(Path::of).map(Path::normalize).filter(file -> folder.equals(file.getParent()));
		} catch (URISyntaxException | IllegalArgumentException _) { // no file of anybody
			return Optional.empty();
		}
	}

	/** Where a new bundle goes. */
	Path newFile(String symbolicName) {
		return folder.resolve(symbolicName + ".jar");
	}

	/** Puts a file's content under a name of this folder, in place of what is there. */
	void put(Path content, Path file) throws IOException {
		Files.createDirectories(folder);
		Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
		try {
			Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
			try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
				channel.force(true);
			}
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(unfinished);
		}
	}
}
