package backtrac.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

import backtrac.api.entry.ByteString;

/**
 * A call under way: the native memory for its arguments and results, and the descriptors that it keeps from being
 * closed. Lent from a small pool, because a call takes less time than getting memory for it. One thread at a time.
 */
final class Call implements AutoCloseable {

	/** As much as the system reads at once, and no less than the largest attribute (64 KiB). */
	static final int DATA_SIZE = 128 << 10;

	private static final int PATH_MAX = 4096;
	private static final int STRUCT_SIZE = 256;
	/** As much of struct statx as is looked at. */
	private static final int STATX_WORDS = 0x90 / Long.BYTES;
	private static final int POOL_SIZE = 16;
	private static final int PROBES = 4;
	/**
	 * Each thread begins to look in its own place, so that two seldom meet. Native memory goes with its owner when the
	 * collector comes: nothing of it stays in a thread when the bundle goes.
	 */
	private static final AtomicReferenceArray<Call> POOL = new AtomicReferenceArray<>(POOL_SIZE);

	private final MemorySegment state;
	private final MemorySegment name;
	private final MemorySegment otherName;
	private final MemorySegment struct;
	private final MemorySegment data;
	private final long nameAddress;
	private final long otherNameAddress;
	private final long structAddress;
	private final long dataAddress;
	/** Where texts and structs are put together and taken apart: single accesses to native memory are dear until compiled. */
	private final byte[] text = new byte[PATH_MAX];
	private final long[] words = new long[STATX_WORDS];

	private boolean paths;
	private Descriptor descriptor;
	private Descriptor otherDescriptor;
	private ByteString subject;
	private int fd;

	private Call() {
		@SuppressWarnings("resource") // automatic: freed by the collector
		Arena arena = Arena.ofAuto();
		state = arena.allocate(Linker.Option.captureStateLayout());
		name = arena.allocate(PATH_MAX);
		otherName = arena.allocate(PATH_MAX);
		struct = arena.allocate(STRUCT_SIZE, Long.BYTES);
		data = arena.allocate(DATA_SIZE, Long.BYTES);
		nameAddress = name.address();
		otherNameAddress = otherName.address();
		structAddress = struct.address();
		dataAddress = data.address();
	}

	/** A call that needs no open file. */
	static Call begin() {
		int first = firstSlot();
		for (int i = 0; i < PROBES; i++) {
			int slot = first + i & POOL_SIZE - 1;
			Call call = POOL.get(slot) == null ? null : POOL.getAndSet(slot, null);
			if (call != null) {
				return call;
			}
		}
		return new Call();
	}

	/**
	 * A call on an open file or folder.
	 *
	 * @param subject what the call is about, for messages
	 * @throws PosixException {@link Errno#EBADF} if it is closed
	 */
	static Call on(Descriptor descriptor, ByteString subject) throws PosixException {
		Call call = begin();
		call.subject = subject;
		call.fd = descriptor.acquire();
		if (call.fd < 0) {
			call.close();
			throw closed(subject);
		}
		call.descriptor = descriptor;
		return call;
	}

	/** Where errno goes. */
	MemorySegment state() {
		return state;
	}

	/** What the kernel reads and writes. */
	MemorySegment data() {
		return data;
	}

	/** The address of {@link #data}. */
	long dataAddress() {
		return dataAddress;
	}

	/** The address of room for a struct: what statx fills in, for one. */
	long structAddress() {
		return structAddress;
	}

	/** The open file's number, good until this call is closed. */
	int fd() {
		return fd;
	}

	/** The number of another one, good until this call is closed. Once a call. */
	int also(Descriptor other) throws PosixException {
		int otherFd = other.acquire();
		if (otherFd < 0) {
			throw closed(subject);
		}
		otherDescriptor = other;
		return otherFd;
	}

	/** Whether {@link #name} takes paths too. */
	void takePaths(boolean allowed) {
		paths = allowed;
	}

	/** A name as a C string. One that is no name in a folder is refused: {@link Errno#EINVAL}. */
	long name(ByteString value) throws PosixException {
		put(value, name, 0, !paths);
		return nameAddress;
	}

	/** A second name in the same call, or a path if that is allowed there. */
	long otherName(ByteString value, boolean path) throws PosixException {
		put(value, otherName, 0, !path);
		return otherNameAddress;
	}

	/** Any text as a C string, in the place of the second name. */
	long otherText(ByteString value) throws PosixException {
		put(value, otherName, 0, false);
		return otherNameAddress;
	}

	/** A text without NUL as a C string, in the place of the name. */
	long text(ByteString value) throws PosixException {
		put(value, name, 0, false);
		return nameAddress;
	}

	/** Part of a path as a C string, in the place of the name. */
	long part(ByteString path, int from, int to) throws PosixException {
		put(path, from, to, name, 0, false);
		return nameAddress;
	}

	/** In the place of the name: its path through a folder's number, for calls that take nothing but a path. */
	long path(ByteString value) throws PosixException {
		byte[] folder = ("/proc/self/fd/" + fd + '/').getBytes(StandardCharsets.US_ASCII);
		MemorySegment.copy(folder, 0, name, JAVA_BYTE, 0, folder.length);
		put(value, name, folder.length, !paths);
		return nameAddress;
	}

	/** An attribute's value. */
	long value(ByteString value) throws PosixException {
		if (value.length() > DATA_SIZE) {
			throw failure("", -LinuxErrno.ERANGE);
		}
		MemorySegment.copy(value.toBytes(), 0, data, JAVA_BYTE, 0, value.length());
		return dataAddress;
	}

	private void put(ByteString value, MemorySegment into, int at, boolean single) throws PosixException {
		put(value, 0, value.length(), into, at, single);
	}

	private void put(ByteString value, int from, int to, MemorySegment into, int at, boolean single) throws PosixException {
		int length = to - from;
		if (at + length >= PATH_MAX) {
			throw failure("", -LinuxErrno.ENAMETOOLONG);
		}
		for (int i = 0; i < length; i++) {
			byte b = value.at(from + i);
			if (b == 0 || b == '/' && single) {
				throw failure("", -LinuxErrno.EINVAL);
			}
			text[i] = b;
		}
		if (single && length > 0 && length <= 2 && value.at(0) == '.' && value.at(length - 1) == '.') {
			throw failure("", -LinuxErrno.EINVAL);
		}
		text[length] = 0;
		MemorySegment.copy(text, 0, into, JAVA_BYTE, at, length + 1);
	}

	/** A struct open_how. */
	long openHow(int flags, int resolve) {
		struct.set(JAVA_LONG, 0, flags);
		struct.set(JAVA_LONG, 8, 0);
		struct.set(JAVA_LONG, 16, resolve);
		return structAddress;
	}

	/** A struct xattr_args that leads to {@link #data}. */
	long attributeArguments() {
		struct.set(JAVA_LONG, 0, dataAddress);
		struct.set(JAVA_INT, 8, DATA_SIZE);
		struct.set(JAVA_INT, 12, 0);
		return structAddress;
	}

	/** Two times for utimensat: that of access is left, that of modification given. */
	long times(long seconds, int nanos) {
		struct.set(JAVA_LONG, 0, 0);
		struct.set(JAVA_LONG, 8, Linux.UTIME_OMIT);
		struct.set(JAVA_LONG, 16, seconds);
		struct.set(JAVA_LONG, 24, nanos);
		return structAddress;
	}

	/** Reads the struct that statx has filled in. */
	void stat(Stat into) {
		MemorySegment.copy(struct, JAVA_LONG, 0, words, 0, STATX_WORDS);
		into.links = low(0x10);
		into.uid = high(0x10);
		into.gid = low(0x18);
		into.mode = high(0x18) & 0xFFFF;
		into.inode = words[0x20 / Long.BYTES];
		into.size = words[0x28 / Long.BYTES];
		into.blocks = words[0x30 / Long.BYTES];
		into.changedSeconds = words[0x60 / Long.BYTES];
		into.changedNanos = low(0x68);
		into.modifiedSeconds = words[0x70 / Long.BYTES];
		into.modifiedNanos = low(0x78);
		into.rdev = makedev(low(0x80), high(0x80));
		into.device = (long) low(0x88) << 32 | high(0x88) & 0xFFFFFFFFL;
	}

	/** The first four bytes of eight, on a machine that has the lowest first, as all that BackTrac knows do. */
	private int low(int offset) {
		return (int) words[offset / Long.BYTES];
	}

	private int high(int offset) {
		return (int) (words[offset / Long.BYTES] >>> 32);
	}

	private static long makedev(int major, int minor) {
		return (major & 0xFFFFF000L) << 32 | (major & 0xFFFL) << 8 | (minor & 0xFFFFFF00L) << 12 | minor & 0xFFL;
	}

	/** What the system has put into {@link #data}. */
	ByteString bytes(long from, long length) {
		byte[] copy = new byte[(int) length];
		MemorySegment.copy(data, JAVA_BYTE, from, copy, 0, copy.length);
		return ByteString.wrap(copy);
	}

	/** Why the last call failed. */
	int errno() {
		return state.get(JAVA_INT, 0);
	}

	/** Hands on a result that is no failure. */
	long check(String function, long result) throws PosixException {
		if (result < 0) {
			throw failure(function, result);
		}
		return result;
	}

	PosixException failure(String function, long result) {
		int number = (int) -result;
		return new PosixException(function, subject == null ? "" : subject.toString(), LinuxErrno.of(number), number);
	}

	private static PosixException closed(ByteString subject) {
		return new PosixException("", subject.toString(), Errno.EBADF, LinuxErrno.EBADF);
	}

	@Override
	public void close() {
		if (descriptor != null) {
			descriptor.release(this);
			descriptor = null;
		}
		if (otherDescriptor != null) {
			otherDescriptor.release(this);
			otherDescriptor = null;
		}
		subject = null;
		paths = false;
		int first = firstSlot();
		for (int i = 0; i < PROBES; i++) {
			if (POOL.compareAndSet(first + i & POOL_SIZE - 1, null, this)) {
				return;
			}
		}
	}

	private static int firstSlot() {
		return (int) Thread.currentThread().threadId() & POOL_SIZE - 1;
	}
}
