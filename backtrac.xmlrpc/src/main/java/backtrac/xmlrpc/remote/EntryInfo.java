package backtrac.xmlrpc.remote;

/**
 * An entry of a snapshot. What is not known, or such an entry does not have, is null, and absent from the struct. For names see {@link RemotePath}.
 *
 * @param name       its name; of the root, empty
 * @param rawName    the name's bytes, if it cannot travel as text
 * @param type       FILE, DIRECTORY, SYMLINK, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE or SOCKET
 * @param size       of a file's content, in bytes; 0 for all else
 * @param modified   when the content last changed, in ISO 8601, UTC, with up to nine digits of a second
 * @param mode       the permission bits, setuid, setgid and sticky included
 * @param uid        the owner's number
 * @param gid        the group's number
 * @param owner      the owner's name
 * @param group      the group's name
 * @param target     where a symbolic link leads
 * @param rawTarget  the target's bytes, if they cannot travel as text
 * @param device     a device's number, as st_rdev has it
 * @param sha256     of a file's content, in hex
 * @param unreadable why it could not be read
 */
public record EntryInfo(String name, byte[] rawName, String type, long size, String modified, Integer mode, Long uid, Long gid, String owner, String group,
		String target, byte[] rawTarget, Long device, String sha256, String unreadable) {
}
