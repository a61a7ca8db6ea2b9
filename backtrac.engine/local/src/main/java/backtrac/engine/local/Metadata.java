package backtrac.engine.local;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Gives a file what its entry says. What cannot be set is told in a sentence and never stops the rest. The order matters:
 * a change of owner takes the setuid bit and capabilities away, a mode may forbid to set attributes, and nearly every
 * change moves the time.
 */
abstract class Metadata {

	/** What a new entry gets from its folder. */
	static final ByteString DEFAULT_ACL = ByteString.of("system.posix_acl_default");

	private static final ByteString ACL = ByteString.of("system.posix_acl_access");
	private static final int SETUID_AND_SETGID = 06000;
	private static final String FOR_SUPERUSER = "trusted.";
	/** What the machine's own security policy puts on each file. Where it cannot be set, it has no meaning. */
	private static final Set<ByteString> LABELS = Stream
			.of("security.selinux", "security.ima", "security.evm", "security.apparmor", "security.SMACK64", "security.SMACK64EXEC",
					"security.SMACK64MMAP", "security.SMACK64TRANSMUTE")
			.map(ByteString::of).collect(Collectors.toUnmodifiableSet());

	abstract void stat(Stat into) throws IOException;

	abstract void setOwner(int uid, int gid) throws IOException;

	abstract void setMode(int mode) throws IOException;

	abstract void setAttribute(ByteString key, ByteString value) throws IOException;

	abstract void removeAttribute(ByteString key) throws IOException;

	abstract void setModified(long seconds, int nanos) throws IOException;

	/**
	 * Sets all that the entry knows. Answers what could not be set, a sentence each.
	 *
	 * @param inherits whether it may have an ACL that its entry does not say
	 * @param refused  attributes that only the superuser may set; said once, and for all further entries it goes without saying
	 */
	final List<String> apply(FileEntry entry, boolean inherits, Set<ByteString> refused) throws IOException {
		List<String> problems = new ArrayList<>();
		boolean owned = applyOwner(entry, problems);
		if (inherits) {
			removeInherited(entry, problems);
		}
		for (Map.Entry<ByteString, ByteString> attribute : entry.attributes().entrySet()) {
			applyAttribute(attribute.getKey(), attribute.getValue(), refused, problems);
		}
		applyMode(entry, owned, problems);
		Instant time = entry.modified();
		attempt("time of modification", () -> setModified(time.getEpochSecond(), time.getNano()), problems);
		return problems;
	}

	/** An entry whose client knows no modes keeps what this machine gives to new ones. */
	private void removeInherited(FileEntry entry, List<String> problems) throws IOException {
		if (entry.mode() == FileEntry.UNKNOWN || entry.type() == FileType.SYMLINK) {
			return;
		}
		for (ByteString acl : entry.isDirectory() ? List.of(ACL, DEFAULT_ACL) : List.of(ACL)) {
			if (!entry.attributes().containsKey(acl)) {
				attempt("ACL of the folder it is in", () -> removeIfThere(acl), problems);
			}
		}
	}

	private void removeIfThere(ByteString key) throws IOException {
		try {
			removeAttribute(key);
		} catch (PosixException e) {
			if (e.errno() != Errno.ENODATA && e.errno() != Errno.EOPNOTSUPP) {
				throw e;
			}
		}
	}

	private void applyAttribute(ByteString key, ByteString value, Set<ByteString> refused, List<String> problems) throws IOException {
		List<String> failure = new ArrayList<>(1);
		attempt("attribute " + key, () -> setAttribute(key, value), failure);
		if (!failure.isEmpty() && !LABELS.contains(key) && (!key.toString().startsWith(FOR_SUPERUSER) || refused.add(key))) {
			problems.addAll(failure);
		}
	}

	/** Tells if owner and group are what they should be. */
	private boolean applyOwner(FileEntry entry, List<String> problems) throws IOException {
		Stat now = new Stat();
		stat(now);
		boolean sameUser = entry.uid() == FileEntry.UNKNOWN || entry.uid() == now.uid;
		boolean sameGroup = entry.gid() == FileEntry.UNKNOWN || entry.gid() == now.gid;
		int before = problems.size();
		if (!sameUser) {
			attempt("owner " + named(entry.owner(), entry.uid()), () -> setOwner(entry.uid(), -1), problems);
		}
		if (!sameGroup) { // apart, because a user may give a file to his own groups, but not away
			attempt("group " + named(entry.group(), entry.gid()), () -> setOwner(-1, entry.gid()), problems);
		}
		return problems.size() == before;
	}

	private static String named(String name, int number) {
		return name == null ? String.valueOf(number) : name + " (" + number + ")";
	}

	/** A program that runs as its owner must not come to run as somebody else. */
	private void applyMode(FileEntry entry, boolean owned, List<String> problems) throws IOException {
		if (entry.mode() == FileEntry.UNKNOWN || entry.type() == FileType.SYMLINK) {
			return;
		}
		boolean withhold = !owned && entry.isFile() && (entry.mode() & SETUID_AND_SETGID) != 0;
		if (withhold) {
			problems.add("setuid and setgid: left off, because owner or group is another");
		}
		int mode = withhold ? entry.mode() & ~SETUID_AND_SETGID : entry.mode();
		attempt("mode " + Integer.toOctalString(mode), () -> setMode(mode), problems);
	}

	private interface Step {
		void run() throws IOException;
	}

	private static void attempt(String what, Step step, List<String> problems) throws IOException {
		try {
			step.run();
		} catch (PosixException e) {
			if (e.errno() == Errno.EBADF) {
				throw e; // closed: no use in going on
			}
			problems.add(what + ": " + e.reason());
		}
	}

	/** Of an open file. */
	static Metadata of(FileHandle file) {
		return new Metadata() {
			@Override
			void stat(Stat into) throws IOException {
				file.stat(into);
			}

			@Override
			void setOwner(int uid, int gid) throws IOException {
				file.setOwner(uid, gid);
			}

			@Override
			void setMode(int mode) throws IOException {
				file.setMode(mode);
			}

			@Override
			void setAttribute(ByteString key, ByteString value) throws IOException {
				file.setAttribute(key, value);
			}

			@Override
			void removeAttribute(ByteString key) throws IOException {
				file.removeAttribute(key);
			}

			@Override
			void setModified(long seconds, int nanos) throws IOException {
				file.setModified(seconds, nanos);
			}
		};
	}

	/** Of an entry of a folder; an empty name means the folder itself. */
	static Metadata of(Directory folder, ByteString name) {
		return new Metadata() {
			@Override
			void stat(Stat into) throws IOException {
				folder.stat(name, into);
			}

			@Override
			void setOwner(int uid, int gid) throws IOException {
				folder.setOwner(name, uid, gid);
			}

			@Override
			void setMode(int mode) throws IOException {
				folder.setMode(name, mode);
			}

			@Override
			void setAttribute(ByteString key, ByteString value) throws IOException {
				folder.setAttribute(name, key, value);
			}

			@Override
			void removeAttribute(ByteString key) throws IOException {
				folder.removeAttribute(name, key);
			}

			@Override
			void setModified(long seconds, int nanos) throws IOException {
				folder.setModified(name, seconds, nanos);
			}
		};
	}
}
