package backtrac.engine.store;

import java.io.IOException;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/** The pin of a snapshot, {@code pin.json} in its folder: the one file there that may come, change and go. */
final class PinFile {

	static final ByteString NAME = ByteString.of("pin.json");

	private static final String NOTE = "note";

	private PinFile() {
	}

	/**
	 * Reads a pin.
	 *
	 * @param folder the snapshot's folder, or one that takes paths
	 * @param name   the file's name from there
	 * @return why the snapshot is to stay; null if it has no pin
	 * @throws DamagedException if there is one, but its note is lost
	 */
	static String read(Directory folder, ByteString name) throws IOException {
		try {
			return Json.read(Files.read(folder, name)).text(NOTE);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return null;
			}
			if (e.errno() == Errno.EIO) {
				throw new DamagedException("the disk cannot read it", e);
			}
			throw e;
		}
	}

	/**
	 * Pins the snapshot, or changes its pin: by one rename, and on disk when this returns.
	 *
	 * @param trash for a passing name
	 */
	static void write(Directory folder, String note, Directory trash) throws IOException {
		Files.replace(folder, NAME, Json.write(Map.of(NOTE, note)), trash);
	}

	/** Takes the pin away, if there is one; on disk when this returns. */
	static void remove(Directory folder) throws IOException {
		Files.remove(folder, NAME);
		folder.sync();
	}

	/**
	 * Makes a pin whose note is lost again, without it.
	 *
	 * @return whether it did
	 */
	static boolean repair(Directory folder, Directory trash) throws IOException {
		try {
			read(folder, NAME);
			return false;
		} catch (DamagedException e) {
			write(folder, "", trash);
			return true;
		}
	}
}
