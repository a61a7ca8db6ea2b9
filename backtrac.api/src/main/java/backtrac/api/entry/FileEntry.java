package backtrac.api.entry;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One name in a folder with its metadata, as a transport lists it and a restore gives it back. What a file system
 * does not have is {@link #UNKNOWN}, null or empty; a restore leaves such a thing alone.
 *
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @param name       the name in its folder; empty for the root. May be unsafe (see {@link EntryPath#isSafe}): it is
 *                   the client's word
 * @param type       what it is
 * @param size       the content's length in bytes; 0 for all but files
 * @param modified   when the content last changed, in the client's precision (up to nanoseconds)
 * @param mode       the permission bits of POSIX, setuid, setgid and sticky included (07777), or {@link #UNKNOWN}
 * @param uid        the owner's number, or {@link #UNKNOWN}
 * @param gid        the group's number, or {@link #UNKNOWN}
 * @param owner      the owner's name, or null
 * @param group      the group's name, or null
 * @param target     a symbolic link's target; null for all else
 * @param device     a device's number as {@code st_rdev} has it; 0 for all else
 * @param id         which file this is, set only where another name may lead to the same file; else null
 * @param attributes extended attributes by their full name, POSIX ACLs included ({@code system.posix_acl_access})
 * @param extents    where a sparse file has data; null if all of it is data, or that is not known. A listing need not tell
 *                   them: they come with the content
 */
public record FileEntry(ByteString name, FileType type, long size, Instant modified, int mode, int uid, int gid, String owner, String group,
		ByteString target, long device, FileId id, Map<ByteString, ByteString> attributes, Extents extents) {

	/** The value of a number that the client's file system does not have. */
	public static final int UNKNOWN = -1;

	public FileEntry {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(type, "type");
		Objects.requireNonNull(modified, "modified");
		if (size < 0) {
			throw new IllegalArgumentException("negative size " + size + " of " + name);
		}
		if ((type == FileType.SYMLINK) != (target != null)) {
			throw new IllegalArgumentException("a symbolic link, and nothing else, has a target: " + name);
		}
		if (extents != null && (type != FileType.FILE || extents.end() > size)) {
			throw new IllegalArgumentException("data behind the end of " + name);
		}
		attributes = Map.copyOf(attributes);
	}

	/** An entry that is no sparse file. */
	public FileEntry(ByteString name, FileType type, long size, Instant modified, int mode, int uid, int gid, String owner, String group,
			ByteString target, long device, FileId id, Map<ByteString, ByteString> attributes) {
		this(name, type, size, modified, mode, uid, gid, owner, group, target, device, id, attributes, null);
	}

	/** A file without POSIX metadata. */
	public static FileEntry file(ByteString name, long size, Instant modified) {
		return new FileEntry(name, FileType.FILE, size, modified, UNKNOWN, UNKNOWN, UNKNOWN, null, null, null, 0, null, Map.of());
	}

	/** A folder without POSIX metadata. */
	public static FileEntry directory(ByteString name, Instant modified) {
		return new FileEntry(name, FileType.DIRECTORY, 0, modified, UNKNOWN, UNKNOWN, UNKNOWN, null, null, null, 0, null, Map.of());
	}

	public boolean isFile() {
		return type == FileType.FILE;
	}

	public boolean isDirectory() {
		return type == FileType.DIRECTORY;
	}

	/** The same entry as the only name of its file. */
	public FileEntry withoutId() {
		return id == null ? this
				: new FileEntry(name, type, size, modified, mode, uid, gid, owner, group, target, device, null, attributes, extents);
	}

	/** The same entry with another size and time: what a file turned out to be when it was read. */
	public FileEntry withContent(long newSize, Instant newModified) {
		return new FileEntry(name, type, newSize, newModified, mode, uid, gid, owner, group, target, device, id, attributes,
				extents == null ? null : extents.upTo(newSize));
	}

	/** The same entry with its data in other places; null if all of it is data. */
	public FileEntry withExtents(Extents newExtents) {
		return Objects.equals(newExtents, extents) ? this
				: new FileEntry(name, type, size, modified, mode, uid, gid, owner, group, target, device, id, attributes, newExtents);
	}
}
