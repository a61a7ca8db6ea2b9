package backtrac.posix;

/** Why a call failed, by the names of errno(3) that callers tell apart. */
public enum Errno {
	EPERM("operation not permitted"),
	ENOENT("no such file or folder"),
	EINTR("interrupted"),
	EIO("input/output error of the disk"),
	ENXIO("no such device"),
	EBADF("closed"),
	EAGAIN("in use by another program"),
	EACCES("permission denied"),
	EBUSY("in use"),
	EEXIST("is there already"),
	EXDEV("on another file system"),
	ENODEV("no such device"),
	ENOTDIR("not a folder"),
	EISDIR("is a folder"),
	EINVAL("invalid"),
	EMFILE("too many open files"),
	EFBIG("file too large"),
	ENOSPC("no space left on the disk"),
	EROFS("read-only file system"),
	EMLINK("too many links"),
	ERANGE("too large"),
	ENAMETOOLONG("name too long"),
	ENOSYS("not supported by this system"),
	ENOTEMPTY("folder not empty"),
	ELOOP("is a symbolic link"),
	ENODATA("no such attribute"),
	EOPNOTSUPP("not supported by this file system"),
	ESTALE("gone on the file server"),
	EDQUOT("disk quota exceeded"),
	/** Any other. */
	OTHER("failed");

	private final String text;

	Errno(String text) {
		this.text = text;
	}

	/** In words a person understands. */
	public String text() {
		return text;
	}
}
