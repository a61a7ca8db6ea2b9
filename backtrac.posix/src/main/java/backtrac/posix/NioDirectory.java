package backtrac.posix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/** A folder that {@code java.nio} has opened. */
final class NioDirectory implements Directory {

	private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
	private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
			LinkOption.NOFOLLOW_LINKS);
	private static final int PLAIN_BITS = 0777;
	/** Elsewhere java.nio makes another name of what the symbolic link leads to. */
	private static final boolean LINKS_OF_SYMLINKS = System.getProperty("os.name").equals("Linux");

	private final NioFileSystem system;
	private final NioFolder folder;
	/** Whether paths of several names are taken for names. */
	private final boolean paths;

	NioDirectory(NioFileSystem system, NioFolder folder, boolean paths) {
		this.system = system;
		this.folder = folder;
		this.paths = paths;
	}

	@Override
	public Directory paths() {
		return new NioDirectory(system, folder, true);
	}

	/** An act on an entry. */
	private interface Act<T> {
		T on(Path name) throws IOException;
	}

	private interface Change {
		void on(Path name) throws IOException;
	}

	private <T> T ask(String call, ByteString name, Act<T> act) throws PosixException {
		return NioErrors.attempt(call, name.toString(), () -> {
			folder.requireOpen();
			return act.on(system.names().path(name, paths));
		});
	}

	private void change(String call, ByteString name, Change change) throws PosixException {
		ask(call, name, path -> {
			change.on(path);
			return null;
		});
	}

	/** The same by the whole path, where an empty name means this folder. */
	private <T> T askWhole(String call, ByteString name, Act<T> act) throws PosixException {
		if (name.length() > 0) {
			return ask(call, name, path -> act.on(folder.at(path)));
		}
		return NioErrors.attempt(call, "", () -> act.on(folder.at(null)));
	}

	private void changeWhole(String call, ByteString name, Change change) throws PosixException {
		askWhole(call, name, path -> {
			change.on(path);
			return null;
		});
	}

	@Override
	public List<Name> list() throws PosixException {
		return NioErrors.attempt("list", "", () -> {
			folder.requireOpen();
			List<Name> names = new ArrayList<>();
			for (Path entry : folder.list()) {
				names.add(new Name(system.names().name(entry), 0));
			}
			return names;
		});
	}

	@Override
	public void stat(ByteString name, Stat into) throws PosixException {
		changeWhole("stat", name, path -> system.metadata().stat(path, into));
	}

	@Override
	public Directory directory(ByteString name) throws PosixException {
		return ask("open", name, path -> new NioDirectory(system, folder.open(path), false));
	}

	@Override
	public NioDirectory directory(EntryPath path) throws PosixException {
		return NioErrors.attempt("open", path.toString(), () -> {
			folder.requireOpen();
			Path names = path.isRoot() ? NioNames.ITSELF : system.names().path(path.bytes(), true);
			NioFolder found = folder.open(NioNames.ITSELF);
			for (Path name : names) {
				NioFolder parent = found;
				try {
					found = parent.open(name);
				} finally {
					parent.close();
				}
			}
			return new NioDirectory(system, found, false);
		});
	}

	@Override
	public NioFile open(ByteString name) throws PosixException {
		return ask("open", name, path -> open(path, name));
	}

	@Override
	public NioFile open(EntryPath path) throws PosixException {
		if (path.isRoot()) {
			return open(ByteString.EMPTY);
		}
		try (NioDirectory parent = directory(path.parent())) {
			return parent.open(path.name());
		}
	}

	/** Looks first: a pipe would have to wait for its other end. */
	private NioFile open(Path path, ByteString name) throws IOException {
		BasicFileAttributes found = folder.basic(path);
		if (!found.isRegularFile()) {
			throw new PosixException("open", name.toString(), found.isSymbolicLink() ? Errno.ELOOP : found.isDirectory() ? Errno.EISDIR : Errno.ENXIO, 0);
		}
		return new NioFile(system, folder.channel(path, READ), folder.path().resolve(path), found.fileKey(), name);
	}

	@Override
	public FileHandle create(ByteString name, int mode) throws PosixException {
		return ask("open", name, path -> {
			FileChannel channel = folder.channel(path, CREATE, permissions(mode));
			try {
				return new NioFile(system, channel, folder.path().resolve(path), folder.basic(path).fileKey(), name);
			} catch (IOException | RuntimeException e) {
				channel.close();
				throw e;
			}
		});
	}

	@Override
	public void makeDirectory(ByteString name, int mode) throws PosixException {
		changeWhole("mkdir", required(name), path -> Files.createDirectory(path, permissions(mode)));
	}

	/** What can be given along: the system takes the umask off. */
	private FileAttribute<?>[] permissions(int mode) throws PosixException {
		if ((mode & ~PLAIN_BITS) != 0) {
			throw new PosixException("open", "", Errno.EOPNOTSUPP, 0);
		}
		if (!system.metadata().isUnix()) {
			return new FileAttribute<?>[0];
		}
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : PosixFilePermission.values()) { // in the order of the bits, the owner's read first
			if ((mode & 0400 >> permission.ordinal()) != 0) {
				permissions.add(permission);
			}
		}
		return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) };
	}

	@Override
	public void makeSymlink(ByteString target, ByteString name) throws PosixException {
		changeWhole("symlink", required(name), path -> {
			Path to = target.length() == 0 ? null : system.names().target(target);
			if (to == null) {
				throw new PosixException("symlink", name.toString(), target.length() == 0 ? Errno.ENOENT : Errno.EOPNOTSUPP, 0);
			}
			Files.createSymbolicLink(path, to);
		});
	}

	@Override
	public void makeNode(ByteString name, int mode, long device) throws PosixException {
		change("mknod", name, path -> {
			throw PosixException.because("mknod", name.toString(), Errno.EOPNOTSUPP, "pipes and devices: not possible through java.nio");
		});
	}

	@Override
	public ByteString readLink(ByteString name) throws PosixException {
		return askWhole("readlink", required(name), path -> system.names().target(Files.readSymbolicLink(path)));
	}

	@Override
	public void link(ByteString name, Directory target, ByteString targetName) throws PosixException {
		NioDirectory into = (NioDirectory) target;
		changeBoth("link", name, into, targetName, (from, to) -> {
			if (!LINKS_OF_SYMLINKS && folder.basic(from).isSymbolicLink()) {
				throw new PosixException("link", name.toString(), Errno.EOPNOTSUPP, 0);
			}
			Files.createLink(into.folder.at(to), folder.at(from));
		});
	}

	private interface Move {
		void of(Path name, Path targetName) throws IOException;
	}

	private void changeBoth(String call, ByteString name, NioDirectory into, ByteString targetName, Move move) throws PosixException {
		change(call, name, from -> {
			try {
				into.folder.requireOpen();
				move.of(from, system.names().path(targetName, into.paths));
			} catch (IOException e) {
				throw NioErrors.of(call, targetName.toString(), e);
			}
		});
	}

	@Override
	public void rename(ByteString name, Directory target, ByteString targetName, boolean replace) throws PosixException {
		NioDirectory into = (NioDirectory) target;
		changeBoth("rename", name, into, targetName, (from, to) -> {
			if (replace) {
				folder.move(from, into.folder, to);
			} else {
				moveUnlessTaken(from, into, to);
			}
		});
	}

	/**
	 * Moving replaces. What does not is to make another name; so a file gets that and gives up its old one. Where this cannot
	 * be, and for folders, it looks first: a folder that comes in between is replaced if it is empty.
	 */
	private void moveUnlessTaken(Path from, NioDirectory into, Path to) throws IOException {
		if (folder.basic(from).isRegularFile() && linked(from, into, to)) {
			folder.delete(from);
			return;
		}
		try {
			into.folder.basic(to);
		} catch (NoSuchFileException free) {
			folder.move(from, into.folder, to);
			return;
		}
		throw new FileAlreadyExistsException(to.toString());
	}

	private boolean linked(Path from, NioDirectory into, Path to) throws IOException {
		try {
			Files.createLink(into.folder.at(to), folder.at(from));
			return true;
		} catch (IOException | UnsupportedOperationException e) {
			return switch (NioErrors.of("link", "", e).errno()) {
			case EPERM, EACCES, EMLINK, EOPNOTSUPP, ENOSYS, OTHER -> false;
			case null, default -> throw NioErrors.of("rename", "", e);
			};
		}
	}

	@Override
	public void unlink(ByteString name) throws PosixException {
		change("unlink", name, folder::delete);
	}

	@Override
	public void removeDirectory(ByteString name) throws PosixException {
		change("rmdir", name, folder::deleteDirectory);
	}

	@Override
	public void setMode(ByteString name, int mode) throws PosixException {
		changeWhole("chmod", name, path -> system.metadata().setMode(path, mode));
	}

	@Override
	public void setOwner(ByteString name, int uid, int gid) throws PosixException {
		changeWhole("chown", name, path -> system.metadata().setOwner(path, uid, gid));
	}

	@Override
	public void setModified(ByteString name, long seconds, int nanos) throws PosixException {
		changeWhole("utimes", name, path -> system.metadata().setModified(path, seconds, nanos));
	}

	@Override
	public Map<ByteString, ByteString> attributes(ByteString name) throws PosixException {
		return askWhole("getxattr", name, system.metadata()::attributes);
	}

	@Override
	public void setAttribute(ByteString name, ByteString attribute, ByteString value) throws PosixException {
		changeWhole("setxattr", name, path -> system.metadata().setAttribute(path, attribute, value));
	}

	@Override
	public void syncFileSystem() throws PosixException {
		changeWhole("sync", ByteString.EMPTY, system.sync()::fileSystem);
	}

	@Override
	public void sync() throws PosixException {
		changeWhole("fsync", ByteString.EMPTY, system.sync()::folder);
	}

	@Override
	public void close() {
		folder.close();
	}

	private static ByteString required(ByteString name) throws PosixException {
		if (name.length() == 0) {
			throw new PosixException("", "", Errno.ENOENT, 0);
		}
		return name;
	}
}
