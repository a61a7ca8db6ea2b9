package backtrac.posix;

class NioAttributesTest extends AttributesContract {

	@Override
	FileSystem system() {
		return NioFileSystem.INSTANCE;
	}
}
