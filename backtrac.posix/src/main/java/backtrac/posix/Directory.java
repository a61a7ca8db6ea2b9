package backtrac.posix;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/**
 * An open folder. All names and paths are relative to it, and symbolic links are never followed, not even on the way; so
 * nothing can lead out of it, however deep it lies. An empty name means the folder itself, where a method says so.
 *
 * <p>
 * Threads: all methods may be called by several threads at once, but {@link #list}, which uses the folder's position.
 * All block for the disk. After {@link #close}, by whatever thread, they fail with {@link Errno#EBADF}; calls under way
 * end first. A name with a slash or a NUL in it, {@code .} and {@code ..} are {@link Errno#EINVAL}. They throw
 * {@link PosixException} with the call's {@link Errno}. Closing is the caller's.
 */
public interface Directory extends Closeable {

	/**
	 * A view of this folder whose methods take paths, names joined by slashes, where they take names, and so spare the
	 * caller to open the folders between. It follows a symbolic link that stands between: use it only where nothing but
	 * this program makes entries, such as in a pool. It is the same open folder: closed with it.
	 */
	Directory paths();

	/** What the folder holds, without {@code .} and {@code ..}, in the file system's order. One thread at a time. */
	List<Name> list() throws IOException;

	/**
	 * A name in a folder.
	 *
	 * @param bytes the name
	 * @param type  the bits of {@link Stat#TYPE_MASK} if the file system says them with the name, else 0
	 */
	record Name(ByteString bytes, int type) {
	}

	/** Fills in an entry's metadata; an empty name means this folder. */
	void stat(ByteString name, Stat into) throws IOException;

	/** Fills in an entry's metadata if there is one; else answers false. */
	default boolean find(ByteString name, Stat into) throws IOException {
		try {
			stat(name, into);
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	/** Opens a folder in this one. {@link Errno#ENOTDIR} or {@link Errno#ELOOP} if it is something else. */
	Directory directory(ByteString name) throws IOException;

	/** Opens a folder anywhere below this one, or this one anew for the root. Fails as for a name. */
	Directory directory(EntryPath path) throws IOException;

	/**
	 * Opens a file for reading, without changing its access time where that is allowed. Never waits: not for a pipe's
	 * other end, nor for a program that has a lease on the file ({@link Errno#EAGAIN}; it is asked to give it back).
	 */
	FileHandle open(ByteString name) throws IOException;

	/** Opens a file anywhere below this folder, as for a name. */
	FileHandle open(EntryPath path) throws IOException;

	/** Makes a file, with {@code mode} less the process's umask, and opens it for writing. {@link Errno#EEXIST} if the name is taken. */
	FileHandle create(ByteString name, int mode) throws IOException;

	/** Makes a folder, with {@code mode} less the process's umask. */
	void makeDirectory(ByteString name, int mode) throws IOException;

	void makeSymlink(ByteString target, ByteString name) throws IOException;

	/** Makes a pipe, socket or device; {@code mode} has the type's bits. */
	void makeNode(ByteString name, int mode, long device) throws IOException;

	/** A symbolic link's target. */
	ByteString readLink(ByteString name) throws IOException;

	/** Makes another name of a file. {@link Errno#EMLINK} if it has as many as it can have. */
	void link(ByteString name, Directory target, ByteString targetName) throws IOException;

	/**
	 * Gives an entry another name or folder on the same file system, at once. On the few file systems that cannot refuse
	 * to replace (NFS), {@code replace == false} looks first.
	 *
	 * @param replace whether something that has the name is replaced; else {@link Errno#EEXIST}
	 */
	void rename(ByteString name, Directory target, ByteString targetName, boolean replace) throws IOException;

	/** Removes a name that is no folder. */
	void unlink(ByteString name) throws IOException;

	/** Removes an empty folder. */
	void removeDirectory(ByteString name) throws IOException;

	/** Sets permission bits, 07777; an empty name means this folder. {@link Errno#EOPNOTSUPP} for symbolic links. */
	void setMode(ByteString name, int mode) throws IOException;

	/** Sets owner and group, -1 to leave one as it is; an empty name means this folder. */
	void setOwner(ByteString name, int uid, int gid) throws IOException;

	/** Sets the time of modification and leaves that of access; an empty name means this folder. */
	void setModified(ByteString name, long seconds, int nanos) throws IOException;

	/** All extended attributes that may be read, POSIX ACLs included; an empty name means this folder. Empty where there are none. */
	Map<ByteString, ByteString> attributes(ByteString name) throws IOException;

	/** Sets an extended attribute; an empty name means this folder. */
	void setAttribute(ByteString name, ByteString attribute, ByteString value) throws IOException;

	/** Removes an extended attribute; an empty name means this folder. {@link Errno#ENODATA} if there is none of that name. */
	default void removeAttribute(ByteString name, ByteString attribute) throws IOException {
		throw new PosixException("lremovexattr", name.toString(), Errno.EOPNOTSUPP, 0);
	}

	/** Brings everything that was written to this folder's file system to disk. */
	void syncFileSystem() throws IOException;

	/** Brings this folder's own entries to disk. */
	void sync() throws IOException;

	/** Idempotent. */
	@Override
	void close();
}
