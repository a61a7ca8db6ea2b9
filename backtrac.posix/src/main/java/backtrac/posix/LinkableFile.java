package backtrac.posix;

import java.io.IOException;

import backtrac.api.entry.ByteString;

/** An open file of this machine that can be given another name, whatever has become of the one that it was opened by. */
public interface LinkableFile {

	/**
	 * Makes another name of the open file itself.
	 *
	 * @throws PosixException {@link Errno#EMLINK} if it has as many as it can have, {@link Errno#EXDEV} if the folder is on
	 *                        another file system, {@link Errno#EPERM} if the system does not let this user, or the file is
	 *                        immutable, {@link Errno#ENOSYS} if this system cannot link what is open
	 */
	void linkTo(Directory target, ByteString targetName) throws IOException;
}
