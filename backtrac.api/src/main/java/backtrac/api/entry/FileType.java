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
	/** A Unix domain socket: noted, never restored, because only a process can make one of use. */
	SOCKET
}
