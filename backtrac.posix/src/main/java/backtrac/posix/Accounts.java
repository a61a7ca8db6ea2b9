package backtrac.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of this machine's users and groups, from wherever the system has them (files, LDAP); where its C
 * library cannot be asked, from its files alone. Remembers what it was
 * told, so make a new one now and then. Safe for use by several threads; blocks while the system asks its directory.
 */
@SuppressWarnings("restricted")
public final class Accounts {

	private static final int STRUCT_SIZE = 256;
	private static final int FIRST_BUFFER = 4096;
	private static final int LAST_BUFFER = 16 << 20;
	/** Both struct passwd and struct group begin with the name. */
	private static final AddressLayout NAME = ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(LAST_BUFFER, JAVA_BYTE));

	private static final MethodHandle GETPWUID = function("getpwuid_r");
	private static final MethodHandle GETGRGID = function("getgrgid_r");
	private static final AccountFile USERS = new AccountFile(Path.of("/etc/passwd"));
	private static final AccountFile GROUPS = new AccountFile(Path.of("/etc/group"));

	private final Map<Integer, Optional<String>> users = new ConcurrentHashMap<>();
	private final Map<Integer, Optional<String>> groups = new ConcurrentHashMap<>();

	/** A user's name; null if the system knows none. */
	public String user(int uid) {
		return remembered(users, uid, GETPWUID, USERS);
	}

	/** A group's name; null if the system knows none. */
	public String group(int gid) {
		return remembered(groups, gid, GETGRGID, GROUPS);
	}

	private static String remembered(Map<Integer, Optional<String>> names, int id, MethodHandle function, AccountFile file) {
		Optional<String> name = names.get(id);
		if (name == null) {
			name = Optional.ofNullable(function == null ? file.name(id) : ask(function, id));
			names.put(id, name);
		}
		return name.orElse(null);
	}

	/** Null where it cannot be called: another kind of system, or the JVM may not. */
	private static MethodHandle function(String name) {
		if (System.getProperty(FileSystem.PROPERTY, "").equals("nio")) {
			return null;
		}
		try {
			Linker linker = Linker.nativeLinker();
			return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
					FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
		} catch (IllegalCallerException | NoSuchElementException | UnsupportedOperationException | LinkageError e) {
			return null;
		}
	}

	private static String ask(MethodHandle function, int id) {
		for (int size = FIRST_BUFFER; size <= LAST_BUFFER; size *= 4) { // a group with many members takes room
			try (Arena arena = Arena.ofConfined()) {
				MemorySegment struct = arena.allocate(STRUCT_SIZE, Long.BYTES);
				MemorySegment found = arena.allocate(ADDRESS);
				int error = (int) function.invokeExact(id, struct, arena.allocate(size), (long) size, found);
				if (error != LinuxErrno.ERANGE) {
					boolean none = error != 0 || found.get(ADDRESS, 0).equals(MemorySegment.NULL);
					return none ? null : struct.get(NAME, 0).getString(0, StandardCharsets.UTF_8);
				}
			} catch (RuntimeException | Error failure) {
				throw failure;
			} catch (Throwable impossible) {
				throw new AssertionError(impossible); // the handle declares it and has nothing to throw
			}
		}
		return null;
	}
}
