package backtrac.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import backtrac.api.entry.ByteString;

/**
 * A file that {@code java.nio} has opened. A channel tells nothing of its file but the size; so the rest goes by the path, as
 * long as that leads to the file that was opened: else it fails with {@link Errno#ESTALE}.
 *
 * <p>
 * A thread's interrupt would close the channel. So it is put off while a call begins; one that comes in the middle of a call
 * still closes it, and the call fails with {@link Errno#EINTR}.
 */
final class NioFile implements FileHandle {

	private final NioFileSystem system;
	private final FileChannel channel;
	private final Path path;
	private final Object key;
	private final String name;
	private boolean dirty;

	/** @param key what the file is known by, as its path had it when it was opened */
	NioFile(NioFileSystem system, FileChannel channel, Path path, Object key, ByteString name) {
		this.system = system;
		this.channel = channel;
		this.path = path;
		this.key = key;
		this.name = name.toString();
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws PosixException {
		ByteBuffer into = ByteBuffer.wrap(buffer, offset, length);
		return length == 0 ? 0 : attempt("read", () -> channel.read(into));
	}

	@Override
	public void write(byte[] buffer, int offset, int length) throws PosixException {
		ByteBuffer from = ByteBuffer.wrap(buffer, offset, length);
		dirty = true;
		attempt("write", () -> {
			while (from.hasRemaining()) {
				channel.write(from);
			}
			return null;
		});
	}

	@Override
	public void skip(long bytes) throws PosixException {
		attempt("lseek", () -> channel.position(Math.addExact(channel.position(), bytes)));
	}

	/** A channel cannot be lengthened but by a byte that is written at the end. */
	@Override
	public void setSize(long bytes) throws PosixException {
		dirty = true;
		attempt("ftruncate", () -> {
			long position = channel.position();
			if (bytes > channel.size()) {
				channel.write(ByteBuffer.allocate(1), bytes - 1);
			} else {
				channel.truncate(bytes);
			}
			return channel.position(position);
		});
	}

	@Override
	public void stat(Stat into) throws PosixException {
		attempt("stat", () -> {
			system.metadata().stat(path(), into);
			return null;
		});
	}

	@Override
	public void setMode(int mode) throws PosixException {
		attempt("chmod", () -> {
			system.metadata().setMode(path(), mode);
			return null;
		});
	}

	@Override
	public void setOwner(int uid, int gid) throws PosixException {
		attempt("chown", () -> {
			system.metadata().setOwner(path(), uid, gid);
			return null;
		});
	}

	@Override
	public void setModified(long seconds, int nanos) throws PosixException {
		attempt("utimes", () -> {
			system.metadata().setModified(path(), seconds, nanos);
			return null;
		});
	}

	@Override
	public Map<ByteString, ByteString> attributes() throws PosixException {
		return attempt("getxattr", () -> system.metadata().attributes(path()));
	}

	@Override
	public void setAttribute(ByteString attribute, ByteString value) throws PosixException {
		attempt("setxattr", () -> {
			system.metadata().setAttribute(path(), attribute, value);
			return null;
		});
	}

	@Override
	public void sync() throws PosixException {
		attempt("fsync", () -> {
			channel.force(true);
			dirty = false;
			return null;
		});
	}

	@Override
	public void close() throws PosixException {
		if (dirty && system.sync().forcesFiles() && channel.isOpen()) {
			try (channel) {
				sync();
			} catch (PosixException e) {
				throw e;
			} catch (IOException e) {
				throw NioErrors.of("close", name, e);
			}
		}
		NioErrors.attempt("close", name, () -> {
			channel.close();
			return null;
		});
	}

	private Path path() throws IOException {
		if (!channel.isOpen()) {
			throw new PosixException("", name, Errno.EBADF, 0);
		}
		if (!Objects.equals(NioMetadata.key(path), key)) {
			throw new PosixException("", name, Errno.ESTALE, 0);
		}
		return path;
	}

	private <T> T attempt(String call, NioErrors.Step<T> step) throws PosixException {
		boolean interrupted = Thread.interrupted();
		try {
			return NioErrors.attempt(call, name, step);
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}
}
