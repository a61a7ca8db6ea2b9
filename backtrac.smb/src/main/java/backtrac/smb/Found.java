package backtrac.smb;

/**
 * What a listing tells of an entry of a folder.
 *
 * @param name as the server says it; nothing promises that it is one
 * @param tag  of a reparse point; else nothing
 * @param id   which file or folder it is, on its disk; 0 if the server does not know
 */
record Found(String name, Facts facts, int tag, long id) {

	/** Tells if it stands for something else: a symbolic link or a junction. See [MS-FSCC] 2.1.2.1. */
	boolean isLink() {
		return (facts.attributes() & DosAttributes.REPARSE_POINT) != 0 && (tag & 0x20000000) != 0;
	}
}
