package backtrac.api.store;

import java.util.Arrays;

import backtrac.api.entry.FileId;

/**
 * A table from files to hashes of their content, of 48 bytes an entry: open addressing in plain arrays, in parts that grow
 * by themselves and are locked by themselves. A file is known by its number on the first file system that is seen; others
 * are not remembered.
 */
final class FileHashes {

	private static final int PARTS = 64;
	private static final int HASH = 32;
	private static final int FIRST_SIZE = 16;

	private final Part[] parts = new Part[PARTS];
	private volatile Long device;

	FileHashes() {
		Arrays.setAll(parts, i -> new Part());
	}

	/** Null if there is none, or it is of another state. */
	byte[] get(FileId file, long state) {
		Long known = device;
		return known == null || known != file.device() ? null : part(file).get(file.number(), state);
	}

	void put(FileId file, long state, byte[] hash) {
		if (hash.length != HASH) {
			throw new IllegalArgumentException("a hash has " + HASH + " bytes, not " + hash.length);
		}
		if (isOfDevice(file.device())) {
			part(file).put(file.number(), state, hash);
		}
	}

	private synchronized boolean isOfDevice(long other) {
		if (device == null) {
			device = other;
		}
		return device == other;
	}

	private Part part(FileId file) {
		return parts[(int) (mix(file.number()) >>> 58)];
	}

	/** Spreads what is different over all bits (the last step of MurmurHash3). */
	static long mix(long value) {
		long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
		mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
		return mixed ^ mixed >>> 33;
	}

	/** Guarded by itself. */
	private static final class Part {

		/** Number and state, one after the other; number 0, which no file has, is free. */
		private long[] keys = new long[2 * FIRST_SIZE];
		private byte[] hashes = new byte[HASH * FIRST_SIZE];
		private int used;

		synchronized byte[] get(long number, long state) {
			int at = find(number);
			return keys[2 * at] == number && number != 0 && keys[2 * at + 1] == state ? Arrays.copyOfRange(hashes, HASH * at, HASH * (at + 1)) : null;
		}

		synchronized void put(long number, long state, byte[] hash) {
			if (number == 0) {
				return;
			}
			int at = find(number);
			if (keys[2 * at] == 0) {
				if (used >= keys.length / 2 / 4 * 3) {
					grow();
					at = find(number);
				}
				used++;
			}
			set(at, number, state, hash, 0);
		}

		private void set(int at, long number, long state, byte[] from, int offset) {
			keys[2 * at] = number;
			keys[2 * at + 1] = state;
			System.arraycopy(from, offset, hashes, HASH * at, HASH);
		}

		private int find(long number) {
			int mask = keys.length / 2 - 1;
			int at = (int) mix(number) & mask;
			while (keys[2 * at] != 0 && keys[2 * at] != number) {
				at = at + 1 & mask;
			}
			return at;
		}

		private void grow() {
			long[] oldKeys = keys;
			byte[] oldHashes = hashes;
			keys = new long[2 * oldKeys.length];
			hashes = new byte[2 * oldHashes.length];
			for (int i = 0; i < oldKeys.length / 2; i++) {
				if (oldKeys[2 * i] != 0) {
					set(find(oldKeys[2 * i]), oldKeys[2 * i], oldKeys[2 * i + 1], oldHashes, HASH * i);
				}
			}
		}
	}
}
