package backtrac.posix;

class NioPlainClosingTest extends ClosingContract {

	@Override
	FileSystem system() {
		return NioPlain.SYSTEM;
	}
}
