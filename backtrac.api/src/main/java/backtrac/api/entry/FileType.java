package backtrac.api.entry;

/** What an entry is. The names are part of the manifest's format: never rename one, add new ones at the end. */
public enum FileType {
	/** A file with content. */
	FILE,
	/** A folder. */
	DIRECTORY,
	/** A symbolic link; its target is bytes that nothing resolves. */
	SYMLINK,
	/** A named pipe. */
	FIFO,
	/** A character device. */
	CHARACTER_DEVICE,
	/** A block device. */
	BLOCK_DEVICE,
	/** A Unix domain socket: its name comes back, but only the process that listens on it can make it of use. */
	SOCKET
}
