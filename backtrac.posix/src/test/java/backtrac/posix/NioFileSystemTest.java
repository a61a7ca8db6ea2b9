package backtrac.posix;

class NioFileSystemTest extends FileSystemContract {

	@Override
	FileSystem system() {
		return NioFileSystem.INSTANCE;
	}
}
