package backtrac.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

import backtrac.api.entry.ByteString;

/** Opens folders on Linux. */
final class LinuxFileSystem implements FileSystem {

	static final LinuxFileSystem INSTANCE = new LinuxFileSystem();

	private static final int OPEN_FOLDER = Linux.O_RDONLY | Linux.O_DIRECTORY | Linux.O_CLOEXEC;

	private LinuxFileSystem() {
	}

	@Override
	public Directory open(Path path) throws PosixException {
		try (Call call = Call.begin()) {
			long folder = PathOpener.FOLLOWING.open(call, Linux.AT_FDCWD, bytes(path), OPEN_FOLDER);
			if (folder < 0) {
				int number = (int) -folder;
				throw new PosixException("openat", path.toString(), LinuxErrno.of(number), number);
			}
			return new LinuxDirectory((int) folder);
		}
	}

	/** The path's own bytes. Only its URI tells them all: its text has none for bytes that are no characters. */
	private static ByteString bytes(Path path) {
		byte[] escaped = path.toUri().getRawPath().getBytes(StandardCharsets.US_ASCII);
		byte[] bytes = new byte[escaped.length];
		int length = 0;
		for (int i = 0; i < escaped.length; i++) {
			if (escaped[i] == '%') {
				bytes[length++] = (byte) (HexFormat.fromHexDigit(escaped[i + 1]) << 4 | HexFormat.fromHexDigit(escaped[i + 2]));
				i += 2;
			} else {
				bytes[length++] = escaped[i];
			}
		}
		while (length > 1 && bytes[length - 1] == '/') { // the URI of a folder ends with one
			length--;
		}
		return ByteString.wrap(Arrays.copyOf(bytes, length));
	}
}
