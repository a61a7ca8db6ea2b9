package backtrac.cli.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

import backtrac.cli.command.Errors;
import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.HttpsConfig;
import backtrac.cli.installation.Installation;
import backtrac.posix.PrivateFiles;

/** Makes a base folder ready for a server to start on it. */
final class ServerSetup {

	/** Names the bundles of this very version, so a server reads it where BackTrac is installed unless it has its own. */
	private static final String FRAMEWORK_CONFIG = "config.properties";

	/** How far down files are looked at: that of the database, but not each of the repository. */
	private static final int DEEP = 2;

	private final Installation installation;

	ServerSetup(Installation installation) {
		this.installation = installation;
	}

	/**
	 * Makes the folders, copies default configuration that is missing, and never overwrites any. Checks what can be checked
	 * before a server starts: whether it can write, whether the configuration makes sense, whether the port is free.
	 *
	 * @param ports to listen on from now on
	 * @return where the server will listen
	 */
	HttpConfig prepare(Ports ports) throws IOException {
		try {
			makeFolders();
			seed();
			requireWritable();
		} catch (IOException e) {
			throw new Failure("the server's folder cannot be written: " + Errors.message(e) + "; BACKTRAC_BASE can name another", e);
		}
		new ConfigCheck(installation.etc()).requireSound();
		HttpConfig config = HttpConfig.read(installation);
		HttpConfig wanted = ports.http() == null ? config : config.withPort(ports.http());
		wanted.requireFree();
		if (ports.https() != null) { // the configured one may be another's: the server does without, and says so
			HttpsConfig encrypted = HttpsConfig.read(installation).withPort(ports.https());
			encrypted.requireFree();
			encrypted.save();
		}
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
		// holds passwords' hashes, the token and copies of everybody's files
		PrivateFiles.makeFolder(installation.data());
		if (!Files.isWritable(installation.data())) {
			throw new Failure(installation.data() + ": permission denied");
		}
	}

	/** What a server of another user, root most often, has left in our folders would stop this one somewhere in the middle. */
	private void requireWritable() throws IOException {
		for (Path folder : new Path[] { installation.data(), installation.log() }) {
			Files.walkFileTree(folder, Set.of(), DEEP, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
					return visitFile(path, attributes);
				}

				@Override
				public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
					if (!attributes.isSymbolicLink() && !Files.isWritable(path)) {
						String owner = Files.getOwner(path).getName();
						if (!owner.equals(System.getProperty("user.name"))) { // else it is on a disk that takes nothing, such as an old repository
							throw new Failure(path + " belongs to the user " + owner + ": be that user, or make it yours with chown");
						}
					}
					return FileVisitResult.CONTINUE;
				}
			});
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
