package backtrac.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.Extents;

/** A file that openat(2) has opened. */
final class LinuxFile implements FileHandle {

	private final Descriptor descriptor;
	private final ByteString name;

	LinuxFile(int fd, ByteString name) {
		this.descriptor = new Descriptor(fd);
		this.name = name;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws PosixException {
		Objects.checkFromIndexSize(offset, length, buffer.length);
		if (length == 0) {
			return 0;
		}
		try (Call call = Call.on(descriptor, name)) {
			int count = (int) call.check("read", Linux.read(call, call.fd(), call.dataAddress(), Math.min(length, Call.DATA_SIZE)));
			MemorySegment.copy(call.data(), JAVA_BYTE, 0, buffer, offset, count);
			return count == 0 ? -1 : count;
		}
	}

	@Override
	public void write(byte[] buffer, int offset, int length) throws PosixException {
		Objects.checkFromIndexSize(offset, length, buffer.length);
		try (Call call = Call.on(descriptor, name)) {
			for (int done = 0; done < length;) {
				int part = Math.min(length - done, Call.DATA_SIZE);
				MemorySegment.copy(buffer, offset + done, call.data(), JAVA_BYTE, 0, part);
				// what is left of a short write is copied again: it happens when the disk is full or a signal comes
				done += (int) call.check("write", Linux.write(call, call.fd(), call.dataAddress(), part));
			}
		}
	}

	@Override
	public void skip(long bytes) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("lseek", Linux.lseek(call, call.fd(), bytes, Linux.SEEK_CUR));
		}
	}

	@Override
	public void setSize(long bytes) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("ftruncate", Linux.ftruncate(call, call.fd(), bytes));
		}
	}

	@Override
	public void stat(Stat into) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("statx", Linux.statx(call, call.fd(), call.name(ByteString.EMPTY), Linux.AT_EMPTY_PATH, Linux.STATX_BASIC_STATS, call.structAddress()));
			call.stat(into);
		}
	}

	@Override
	public Extents extents() throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			long place = seek(call, 0, Linux.SEEK_CUR);
			try {
				return extents(call);
			} finally {
				seek(call, place, Linux.SEEK_SET);
			}
		}
	}

	private static Extents extents(Call call) throws PosixException {
		long size = seek(call, 0, Linux.SEEK_END);
		if (size == 0) {
			return null;
		}
		Extents.Builder extents = new Extents.Builder();
		for (long end = 0; end < size;) {
			long begin = Linux.lseek(call, call.fd(), end, Linux.SEEK_DATA);
			if (begin == -LinuxErrno.ENXIO) {
				return extents.build(); // nothing but a hole from there on
			}
			if (begin == -LinuxErrno.EINVAL || begin == -LinuxErrno.EOPNOTSUPP) {
				return null;
			}
			call.check("lseek", begin);
			long hole = Linux.lseek(call, call.fd(), begin, Linux.SEEK_HOLE);
			if (hole == -LinuxErrno.ENXIO) {
				return extents.build(); // it has become shorter meanwhile
			}
			end = Math.min(size, call.check("lseek", hole)); // or longer
			if (begin == 0 && end == size) {
				return null;
			}
			if (begin >= end) {
				return extents.build();
			}
			extents.add(begin, end);
		}
		return extents.build();
	}

	private static long seek(Call call, long offset, int whence) throws PosixException {
		return call.check("lseek", Linux.lseek(call, call.fd(), offset, whence));
	}

	@Override
	public void setMode(int mode) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("fchmod", Linux.fchmod(call, call.fd(), mode & 07777));
		}
	}

	@Override
	public void setOwner(int uid, int gid) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("fchownat", Linux.fchownat(call, call.fd(), call.name(ByteString.EMPTY), uid, gid, Linux.AT_EMPTY_PATH));
		}
	}

	@Override
	public void setModified(long seconds, int nanos) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("utimensat", Linux.utimensat(call, call.fd(), 0, call.times(seconds, nanos), 0));
		}
	}

	@Override
	public Map<ByteString, ByteString> attributes() throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			return Attributes.SYSTEM.read(call, ByteString.EMPTY);
		}
	}

	@Override
	public void setAttribute(ByteString attribute, ByteString value) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			long key = call.text(attribute);
			call.check("fsetxattr", Linux.fsetxattr(call, call.fd(), key, call.value(value), value.length()));
		}
	}

	/** By way of /proc, which needs no privilege. */
	@Override
	public void linkTo(Directory target, ByteString targetName) throws PosixException {
		try (Call call = Call.on(descriptor, targetName)) {
			LinuxDirectory into = (LinuxDirectory) target;
			int to = call.also(into.descriptor());
			long open = call.text(ByteString.of("/proc/self/fd/" + call.fd()));
			call.check("linkat", Linux.linkat(call, Linux.AT_FDCWD, open, to, call.otherName(targetName, into.takesPaths()), Linux.AT_SYMLINK_FOLLOW));
		}
	}

	@Override
	public void removeAttribute(ByteString attribute) throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("fremovexattr", Linux.fremovexattr(call, call.fd(), call.text(attribute)));
		}
	}

	@Override
	public void sync() throws PosixException {
		try (Call call = Call.on(descriptor, name)) {
			call.check("fsync", Linux.fsync(call, call.fd()));
		}
	}

	@Override
	public void close() throws PosixException {
		long result = descriptor.close();
		if (result < 0) {
			throw new PosixException("close", name.toString(), LinuxErrno.of((int) -result), (int) -result);
		}
	}
}
