package backtrac.posix;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;

/**
 * An open folder. All names are relative to it, a single name each, and symbolic links are never followed; so nothing
 * can lead out of it, however deep it lies. An empty name means the folder itself, where a method says so.
 *
 * <p>
 * Threads: all methods may be called by several threads at once, but {@link #list}, which uses the folder's position.
 * All block for the disk. They throw {@link PosixException} with the call's {@link Errno}. Closing is the caller's.
 */
public interface Directory extends Closeable {

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

	/** Opens a folder in this one. {@link Errno#ENOTDIR} or {@link Errno#ELOOP} if it is something else. */
	Directory directory(ByteString name) throws IOException;

	/** Opens a file for reading, without changing its access time where that is allowed. */
	FileHandle open(ByteString name) throws IOException;

	/** Makes a file and opens it for writing. {@link Errno#EEXIST} if the name is taken. */
	FileHandle create(ByteString name, int mode) throws IOException;

	void makeDirectory(ByteString name, int mode) throws IOException;

	void makeSymlink(ByteString target, ByteString name) throws IOException;

	/** Makes a pipe, socket or device; {@code mode} has the type's bits. */
	void makeNode(ByteString name, int mode, long device) throws IOException;

	/** A symbolic link's target. */
	ByteString readLink(ByteString name) throws IOException;

	/** Makes another name of a file. {@link Errno#EMLINK} if it has as many as it can have. */
	void link(ByteString name, Directory target, ByteString targetName) throws IOException;

	/**
	 * Gives an entry another name or folder on the same file system, at once.
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

	/** Brings everything that was written to this folder's file system to disk. */
	void syncFileSystem() throws IOException;

	/** Brings this folder's own entries to disk. */
	void sync() throws IOException;

	/** Idempotent. */
	@Override
	void close();
}
