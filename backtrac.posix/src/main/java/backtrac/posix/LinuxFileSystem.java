package backtrac.posix;

import java.nio.file.Path;

/** Opens folders on Linux. */
final class LinuxFileSystem implements FileSystem {

	static final LinuxFileSystem INSTANCE = new LinuxFileSystem();

	private static final int OPEN_FOLDER = Linux.O_RDONLY | Linux.O_DIRECTORY | Linux.O_CLOEXEC;

	private LinuxFileSystem() {
	}

	@Override
	public Directory open(Path path) throws PosixException {
		try (Call call = Call.begin()) {
			long folder = PathOpener.FOLLOWING.open(call, Linux.AT_FDCWD, PathBytes.of(path), OPEN_FOLDER);
			if (folder < 0) {
				int number = (int) -folder;
				throw new PosixException("openat", path.toString(), LinuxErrno.of(number), number);
			}
			return new LinuxDirectory((int) folder);
		}
	}
}
