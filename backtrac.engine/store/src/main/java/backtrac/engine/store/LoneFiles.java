package backtrac.engine.store;

import java.util.Arrays;

import backtrac.api.entry.FileId;

/**
 * Which files have one name only of those that were told, whatever their link count says. 16 bytes a file; those of another
 * file system than the first are not followed and pass for files with several names. Safe for use by several threads.
 */
final class LoneFiles {

	private final Numbers once = new Numbers();
	private final Numbers again = new Numbers();
	private long device;
	private boolean any;

	/** Tells of a name. @param file null if it has one only anyway */
	synchronized void add(FileId file) {
		if (file == null) {
			return;
		}
		if (!any) {
			any = true;
			device = file.device();
		}
		if (file.device() == device && !once.add(file.number())) {
			again.add(file.number());
		}
	}

	/** Tells if exactly one name of a file was told. */
	synchronized boolean contains(FileId file) {
		return file != null && any && file.device() == device && once.contains(file.number()) && !again.contains(file.number());
	}

	/** A set of numbers but 0, which no file has: open addressing in an array. */
	private static final class Numbers {

		private long[] slots = new long[64];
		private int size;

		boolean add(long number) {
			int at = find(slots, number);
			if (slots[at] == number) {
				return false;
			}
			slots[at] = number;
			if (++size > slots.length / 2) {
				long[] more = new long[slots.length * 2];
				Arrays.stream(slots).filter(each -> each != 0).forEach(each -> more[find(more, each)] = each);
				slots = more;
			}
			return true;
		}

		boolean contains(long number) {
			return slots[find(slots, number)] == number;
		}

		private static int find(long[] in, long number) {
			int mask = in.length - 1;
			long spread = number * 0x9E3779B97F4A7C15L; // Knuth's multiplicative hashing
			int at = (int) (spread >>> 32) & mask;
			while (in[at] != 0 && in[at] != number) {
				at = at + 1 & mask;
			}
			return at;
		}
	}
}
