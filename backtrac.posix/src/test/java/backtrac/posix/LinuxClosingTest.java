package backtrac.posix;

class LinuxClosingTest extends ClosingContract {

	@Override
	FileSystem system() {
		return LinuxFileSystem.INSTANCE;
	}
}
