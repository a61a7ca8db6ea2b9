package backtrac.engine.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A set of hashes in one array, with open addressing: 43 to 85 bytes for each distinct content, and half as much again
 * while it grows; so a million contents take some 64 MB, however many names or snapshots have them. Each hash has a
 * place, a number that stays until the next {@link #addAll}. One thread at a time adds; then all may look.
 */
final class ContentSet {

	private static final int LONGS = Hash.LENGTH / Long.BYTES;
	private static final int FIRST_CAPACITY = 1 << 10;

	private long[] table = new long[FIRST_CAPACITY * LONGS];
	private int capacity = FIRST_CAPACITY;
	private int size;

	int size() {
		return size;
	}

	/** How many places there are. */
	int places() {
		return capacity;
	}

	/** Adds all hashes of an array. */
	void addAll(byte[] hashes) {
		ByteBuffer buffer = ByteBuffer.wrap(hashes);
		while (buffer.hasRemaining()) {
			add(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
		}
	}

	private void add(long a, long b, long c, long d) {
		int place = find(a, b, c, d);
		int at = place * LONGS;
		if (isFree(at)) {
			table[at] = a;
			table[at + 1] = b;
			table[at + 2] = c;
			table[at + 3] = d;
			size++;
			if (size > capacity / 4 * 3) {
				grow();
			}
		}
	}

	private void grow() {
		long[] old = table;
		capacity = Math.multiplyExact(capacity, 2);
		table = new long[Math.multiplyExact(capacity, LONGS)];
		for (int at = 0; at < old.length; at += LONGS) {
			if ((old[at] | old[at + 1] | old[at + 2] | old[at + 3]) != 0) {
				System.arraycopy(old, at, table, find(old[at], old[at + 1], old[at + 2], old[at + 3]) * LONGS, LONGS);
			}
		}
	}

	/** The hash's place, or the free one where it would be. A hash is as good as random: its first bits choose. */
	private int find(long a, long b, long c, long d) {
		int place = (int) a & capacity - 1;
		for (;;) {
			int at = place * LONGS;
			if (isFree(at) || table[at] == a && table[at + 1] == b && table[at + 2] == c && table[at + 3] == d) {
				return place;
			}
			place = place + 1 & capacity - 1;
		}
	}

	/** No content is known whose hash is zero. */
	private boolean isFree(int at) {
		return (table[at] | table[at + 1] | table[at + 2] | table[at + 3]) == 0;
	}

	/** A hash's place, or -1. */
	int place(Hash hash) {
		byte[] bytes = new byte[Hash.LENGTH];
		hash.copyTo(bytes, 0);
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		int place = find(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
		return isFree(place * LONGS) ? -1 : place;
	}

	boolean contains(Hash hash) {
		return place(hash) >= 0;
	}

	/** The hash at a place; null if there is none. */
	Hash at(int place) {
		int at = place * LONGS;
		if (isFree(at)) {
			return null;
		}
		ByteBuffer buffer = ByteBuffer.allocate(Hash.LENGTH);
		Arrays.stream(table, at, at + LONGS).forEach(buffer::putLong);
		return Hash.of(buffer.array());
	}
}
