package backtrac.posix;

/** {@code java.nio} as on a system that holds no folder open and has no command to bring a file system to disk. */
final class NioPlain {

	static final FileSystem SYSTEM = new NioFileSystem(false, NioMetadata.SYSTEM, NioNames.SYSTEM, new NioSync(null));
	/** The same, where there are no attributes of Unix either. */
	static final FileSystem BASIC = new NioFileSystem(false, new NioMetadata(false), NioNames.SYSTEM, new NioSync(null));

	private NioPlain() {
	}
}
