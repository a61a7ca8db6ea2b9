package backtrac.xmlrpc.handler.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import backtrac.api.job.Request;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/**
 * The folders of this machine that restores may write to.
 *
 * @param all   absolute, the first of them that of relative targets
 * @param data  the server's own folder, of which none of them is a part that the server uses
 * @param inner those that lie in the server's own folder, which are made when they are needed. Any other that is missing is taken for a disk that is not mounted
 */
record RestoreRoots(Path data, List<Path> all, List<Path> inner) {

	private static final String KEY = "restoreRoots in etc/backtrac.restore.cfg";
	/** What the server keeps in its folder. */
	private static final Set<String> TAKEN = Set.of("backtrac.pid", "cache", "catalog", "fileinstall", "first-password", "https", "repository", "token", "uploads");

	/**
	 * Reads them as a file of the configuration has them.
	 *
	 * @param text such as {@code restores, /srv/restores}
	 * @param data where relative ones lie
	 * @param problems told of each that holds what the server keeps there, which is left out
	 */
	static RestoreRoots parse(String text, Path data, Consumer<String> problems) {
		Path base = data.toAbsolutePath().normalize();
		List<Path> given = Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).map(Path::of)
				.filter(root -> isFree(base.resolve(root).normalize(), base, problems)).toList();
		return new RestoreRoots(base, given.stream().map(root -> base.resolve(root).normalize()).toList(),
				given.stream().filter(root -> !root.isAbsolute()).map(root -> base.resolve(root).normalize()).filter(root -> root.startsWith(base)).toList());
	}

	private static boolean isFree(Path root, Path data, Consumer<String> problems) {
		boolean isTaken = isTaken(root, data);
		if (isTaken) {
			problems.accept("restoreRoots names '" + root + "', where the server keeps its own files: no restore is written there; name a folder made for restores, such as "
					+ data.resolve("restores"));
		}
		return !isTaken;
	}

	/** Whether a folder is, holds or lies in something that the server keeps. */
	private static boolean isTaken(Path root, Path data) {
		return data.startsWith(root) || root.startsWith(data) && TAKEN.contains(data.relativize(root).getName(0).toString());
	}

	/**
	 * The folder that a caller means.
	 *
	 * @param client     if the caller restores what is of this client only
	 * @param isAnywhere whether an absolute one may be anywhere
	 * @throws RpcFault {@link Fault#REFUSED} if it does not lie where it may
	 */
	Request.Folder folder(String target, Optional<String> client, boolean isAnywhere) throws IOException {
		Path wanted = path(target);
		if (wanted.isAbsolute() && isAnywhere) {
			return new Request.Folder(wanted, null);
		}
		if (all.isEmpty()) {
			throw refused("no folder is set up for restores: name one as " + KEY);
		}
		Path root = wanted.isAbsolute() ? all.stream().filter(wanted.normalize()::startsWith).findFirst().orElseThrow(() -> outside(target)) : all.getFirst();
		Path real = realRoot(root);
		Path own = client.map(real::resolve).orElse(real);
		Path below = wanted.isAbsolute() ? root.relativize(wanted.normalize()) : wanted;
		// who has a folder of the own there need not name it
		Path folder = (wanted.isAbsolute() ? real : own).resolve(below).normalize();
		if (!folder.startsWith(own) || !real(folder).startsWith(own)) {
			throw refused("'" + target + "' leads out of " + (client.isPresent() ? "the folder '" + own + "' that is this token's own in " : "") + "'" + root
					+ "', where restores may write to: choose a folder below, or see " + KEY);
		}
		return new Request.Folder(folder, own);
	}

	private static Path path(String target) {
		try {
			return Path.of(target);
		} catch (InvalidPathException e) {
			throw Wire.bad("'" + Wire.text(target) + "' is no path: " + e.getReason());
		}
	}

	private Path realRoot(Path root) throws IOException {
		if (inner.contains(root)) {
			Files.createDirectories(root);
		} else if (!Files.isDirectory(root)) {
			throw refused("the folder '" + root + "' for restores is not there: mount its disk, make it, or see " + KEY);
		}
		Path real = root.toRealPath();
		if (isTaken(real, real(data))) { // by way of a symbolic link
			throw refused("the folder '" + root + "' for restores leads to where the server keeps its own files: see " + KEY);
		}
		return real;
	}

	/** The real path of what is there of a path, and the rest as it is. */
	static Path real(Path path) throws IOException {
		Path absolute = path.toAbsolutePath().normalize();
		for (Path there = absolute; there != null; there = there.getParent()) {
			if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
				return there.toRealPath().resolve(there.relativize(absolute));
			}
		}
		return absolute;
	}

	private RpcFault outside(String target) {
		return refused("'" + target + "' lies in none of the folders that restores may write to, " + all + ": give a path below one, or see " + KEY);
	}

	private static RpcFault refused(String message) {
		return new RpcFault(Fault.REFUSED, Wire.text(message));
	}
}
