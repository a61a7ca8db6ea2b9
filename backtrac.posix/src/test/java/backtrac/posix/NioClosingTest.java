package backtrac.posix;

class NioClosingTest extends ClosingContract {

	@Override
	FileSystem system() {
		return NioFileSystem.INSTANCE;
	}
}
