package backtrac.api.diff;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.SnapshotEntry;

/** In what an entry may differ from what it was. */
public enum Aspect {
	/** It became something else, such as a folder that was a file. */
	TYPE,
	/** A file's bytes. */
	CONTENT,
	/** Where a symbolic link leads. */
	TARGET,
	/** A device's number. */
	DEVICE,
	/** One of the two could not be read, so nobody knows of its content; or for another reason than before. */
	UNREADABLE,
	/** The permission bits. */
	MODE,
	/** The owner's number or name. */
	OWNER,
	/** The group's number or name. */
	GROUP,
	/** The time of modification. */
	TIME,
	/** The POSIX access control lists. */
	ACL,
	/** The other extended attributes. */
	ATTRIBUTES;

	private static final Set<Aspect> OF_CONTENT = EnumSet.of(TYPE, CONTENT, TARGET, DEVICE);
	private static final ByteString ACCESS = ByteString.of("system.posix_acl_access");
	private static final ByteString DEFAULT = ByteString.of("system.posix_acl_default");

	/** Whether what the entry holds differs, and not only what is said of it. */
	boolean isOfContent() {
		return OF_CONTENT.contains(this);
	}

	/** Whether an extended attribute is an ACL. */
	public static boolean isAcl(ByteString attribute) {
		return attribute.equals(ACCESS) || attribute.equals(DEFAULT);
	}

	/**
	 * In what two entries differ; their names and their hard links are not looked at.
	 *
	 * @return in the order of this enumeration; empty if they are the same
	 */
	static Set<Aspect> between(SnapshotEntry before, SnapshotEntry after) {
		if (before.equals(after)) {
			return Set.of();
		}
		FileEntry a = before.entry();
		FileEntry b = after.entry();
		Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
		add(aspects, UNREADABLE, !Objects.equals(before.unreadable(), after.unreadable()));
		if (a.type() != b.type()) {
			aspects.add(TYPE);
			return aspects;
		}
		boolean bothRead = before.unreadable() == null && after.unreadable() == null;
		add(aspects, CONTENT, bothRead && !Objects.equals(before.hash(), after.hash()));
		add(aspects, TARGET, !Objects.equals(a.target(), b.target()));
		add(aspects, DEVICE, a.device() != b.device());
		add(aspects, MODE, a.mode() != b.mode());
		add(aspects, OWNER, a.uid() != b.uid() || !Objects.equals(a.owner(), b.owner()));
		add(aspects, GROUP, a.gid() != b.gid() || !Objects.equals(a.group(), b.group()));
		add(aspects, TIME, !a.modified().equals(b.modified()));
		if (!a.attributes().equals(b.attributes())) {
			add(aspects, ACL, !sameAttributes(a, b, Aspect::isAcl));
			add(aspects, ATTRIBUTES, !sameAttributes(a, b, name -> !isAcl(name)));
		}
		return aspects;
	}

	private static void add(Set<Aspect> aspects, Aspect aspect, boolean differs) {
		if (differs) {
			aspects.add(aspect);
		}
	}

	private static boolean sameAttributes(FileEntry a, FileEntry b, Predicate<ByteString> which) {
		return a.attributes().keySet().stream().filter(which).allMatch(name -> a.attributes().get(name).equals(b.attributes().get(name)))
				&& b.attributes().keySet().stream().filter(which).allMatch(a.attributes()::containsKey);
	}
}
