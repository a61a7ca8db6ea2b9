package backtrac.posix;

class NioPlainFileSystemTest extends FileSystemContract {

	@Override
	FileSystem system() {
		return NioPlain.SYSTEM;
	}
}
