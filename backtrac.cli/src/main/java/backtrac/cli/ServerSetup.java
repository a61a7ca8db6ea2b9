package backtrac.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes a base folder ready for a server to start on it. */
final class ServerSetup {

	/** Names the bundles of this very version, so a server reads it where BackTrac is installed unless it has its own. */
	private static final String FRAMEWORK_CONFIG = "config.properties";

	private final Installation installation;

	ServerSetup(Installation installation) {
		this.installation = installation;
	}

	/**
	 * Makes the folders, copies default configuration that is missing, and never overwrites any. Checks that the port is
	 * free.
	 *
	 * @param port the port to listen on from now on; null to keep the configured one
	 * @return where the server will listen
	 */
	HttpConfig prepare(Integer port) throws IOException {
		try {
			makeFolders();
			seed();
		} catch (IOException e) {
			throw new Failure("the server's folder cannot be written: " + Errors.message(e) + "; BACKTRAC_BASE can name another", e);
		}
		HttpConfig config = HttpConfig.read(installation);
		HttpConfig wanted = port == null ? config : config.withPort(port);
		wanted.requireFree();
		if (wanted.port() != config.port()) {
			wanted.save();
		}
		return wanted;
	}

	private void makeFolders() throws IOException {
		Path base = installation.base();
		for (Path folder : new Path[] { installation.etc(), installation.log(), base.resolve("deploy") }) {
			Files.createDirectories(folder);
		}
		if (Files.notExists(installation.data())) {
			// holds passwords' hashes, the token and copies of everybody's files
			Files.createDirectory(installation.data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		if (!Files.isWritable(installation.data())) {
			throw new Failure(installation.data() + ": permission denied");
		}
	}

	private void seed() throws IOException {
		try (DirectoryStream<Path> defaults = Files.newDirectoryStream(installation.home().resolve("etc"))) {
			for (Path file : defaults) {
				Path own = installation.etc().resolve(file.getFileName());
				if (!file.endsWith(FRAMEWORK_CONFIG) && Files.notExists(own)) {
					Files.copy(file, own);
				}
			}
		}
	}
}
