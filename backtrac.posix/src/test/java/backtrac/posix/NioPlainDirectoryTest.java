package backtrac.posix;

class NioPlainDirectoryTest extends NioDirectoryTest {

	@Override
	FileSystem system() {
		return NioPlain.SYSTEM;
	}
}
