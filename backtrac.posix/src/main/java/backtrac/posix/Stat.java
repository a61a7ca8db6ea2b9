package backtrac.posix;

/**
 * An entry's metadata, as statx(2) gives it. Mutable, to be filled again and again where many files are looked at; one
 * thread at a time.
 */
public final class Stat {

	/** The bits of {@link #mode} that tell the type. */
	public static final int TYPE_MASK = 0170000;
	public static final int SOCKET = 0140000;
	public static final int SYMLINK = 0120000;
	public static final int FILE = 0100000;
	public static final int BLOCK_DEVICE = 0060000;
	public static final int DIRECTORY = 0040000;
	public static final int CHARACTER_DEVICE = 0020000;
	public static final int FIFO = 0010000;

	/** What {@link #uid}, {@link #gid} and {@link #permissions} are on a system that has no such thing. */
	public static final int UNKNOWN = -1;
	/** A bit of {@link #mode} beside the type, where permissions are unknown. */
	static final int NO_PERMISSIONS = 1 << 16;

	/** Type and permission bits. */
	public int mode;
	public int uid;
	public int gid;
	/** How many names it has; 0 if the system does not say. */
	public int links;
	/** The file's number on its file system; 0 if the system does not say. */
	public long inode;
	/** The file system, major number in the upper half. */
	public long device;
	/** A device's number, as makedev(3) puts it together. */
	public long rdev;
	/** Bytes of content. */
	public long size;
	/** 512-byte blocks in use; as if there were no holes where the system does not say. */
	public long blocks;
	/** Time of modification: seconds since 1970 and nanoseconds. */
	public long modifiedSeconds;
	public int modifiedNanos;
	/** Time of the last change of metadata. */
	public long changedSeconds;
	public int changedNanos;

	/** The type's bits. */
	public int type() {
		return mode & TYPE_MASK;
	}

	/** The permission bits, with setuid, setgid and sticky; or {@link #UNKNOWN}. */
	public int permissions() {
		return (mode & NO_PERMISSIONS) == 0 ? mode & 07777 : UNKNOWN;
	}

	/** Tells if there is less room in use than the content has bytes: a file with holes, or one that is compressed. */
	public boolean looksSparse() {
		return blocks * 512 < size;
	}

	/** Bytes of content that take room: the size, less the holes. */
	public long allocated() {
		return Math.min(size, blocks * 512);
	}
}
