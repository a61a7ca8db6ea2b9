package backtrac.engine.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;

/** Small things to do with files and folders. */
final class Files {

	private static final int ATTEMPTS = 5;
	private static final AtomicLong NUMBER = new AtomicLong();

	private Files() {
	}

	/** A small file's content. */
	static byte[] read(Directory folder, ByteString name) throws IOException {
		try (FileHandle file = folder.open(name)) {
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			byte[] buffer = new byte[8192];
			for (int n = file.read(buffer, 0, buffer.length); n >= 0; n = file.read(buffer, 0, buffer.length)) {
				content.write(buffer, 0, n);
			}
			return content.toByteArray();
		}
	}

	/** Makes a file with a content that goes to disk with the next sync. */
	static void write(Directory folder, ByteString name, byte[] content) throws IOException {
		try (FileHandle file = folder.create(name, Layout.FILE_MODE)) {
			file.write(content, 0, content.length);
		}
	}

	/**
	 * Writes a small file in place of the one that has the name, if any: by one rename, and on disk when this returns.
	 *
	 * @param trash for a passing name: what is left there vanishes
	 */
	static void replace(Directory folder, ByteString name, byte[] content, Directory trash) throws IOException {
		for (int attempt = 1;; attempt++) {
			ByteString passing = passingName("new");
			try (FileHandle file = trash.create(passing, Layout.FILE_MODE)) {
				file.write(content, 0, content.length);
				file.sync();
			}
			try {
				trash.rename(passing, folder, name, true);
				folder.sync();
				return;
			} catch (PosixException e) {
				remove(trash, passing);
				if (e.errno() != Errno.ENOENT || attempt == ATTEMPTS) {
					throw e;
				} // another process has emptied the trash meanwhile
			}
		}
	}

	/** A name that nothing else has. */
	static ByteString passingName(String what) {
		return ByteString.of(what + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + NUMBER.incrementAndGet());
	}

	/** Makes a folder unless it is there. */
	static void makeFolder(Directory parent, ByteString name) throws IOException {
		try {
			parent.makeDirectory(name, Layout.FOLDER_MODE);
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			}
		}
	}

	/** Sets a mode, where the system has such a thing. */
	static void setMode(FileHandle file, int mode) throws IOException {
		ifPossible(() -> file.setMode(mode));
	}

	/** Gives a file the time that people see. The manifest has the true one; so a time that the system cannot hold is left out. */
	static void setModified(FileHandle file, Instant time) throws IOException {
		ifPossible(() -> file.setModified(time.getEpochSecond(), time.getNano()));
	}

	/** The same for an open folder. */
	static void setModified(Directory folder, Instant time) throws IOException {
		ifPossible(() -> folder.setModified(ByteString.EMPTY, time.getEpochSecond(), time.getNano()));
	}

	private static void ifPossible(Failures.Step step) throws IOException {
		try {
			step.run();
		} catch (PosixException e) {
			if (e.errno() != Errno.EOPNOTSUPP) {
				throw e;
			}
		}
	}

	/** Removes a file unless it is gone. */
	static void remove(Directory folder, ByteString name) throws IOException {
		try {
			folder.unlink(name);
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT) {
				throw e;
			}
		}
	}

	/** A stream that closes the file. */
	static OutputStream stream(FileHandle file) {
		return new OutputStream() {
			@Override
			public void write(int b) throws IOException {
				file.write(new byte[] { (byte) b }, 0, 1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				file.write(bytes, offset, length);
			}

			@Override
			public void close() throws IOException {
				file.close();
			}
		};
	}
}
