package backtrac.api.entry;

import java.util.Arrays;

/**
 * Where a sparse file has data. All else of it are holes, which read as zeros and take no room. Sorted; no two touch. Says
 * nothing of the content: zeros may be data, and who finds something else than zeros in a hole goes by what he finds.
 *
 * <p>
 * Immutable and safe for use by several threads. Takes 16 bytes an extent.
 */
public final class Extents {

	/**
	 * More are not kept of one file, so that no file can fill the memory: of one that has more, the smallest holes count as
	 * data.
	 */
	public static final int MOST = 16_384;

	/** A file without any data. */
	public static final Extents NONE = new Extents(new long[0]);

	/** Where each begins and where it ends, in turn. */
	private final long[] bounds;

	private Extents(long[] bounds) {
		this.bounds = bounds;
	}

	/** How many there are. */
	public int count() {
		return bounds.length / 2;
	}

	/** Where one begins. */
	public long offset(int i) {
		return bounds[2 * i];
	}

	/** Where one ends: the first byte after it. */
	public long end(int i) {
		return bounds[2 * i + 1];
	}

	/** Where the last one ends; 0 if there is none. */
	public long end() {
		return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
	}

	/** The same, cut off at a size. */
	public Extents upTo(long size) {
		if (end() <= size) {
			return this;
		}
		Builder cut = new Builder();
		for (int i = 0; i < count() && offset(i) < size; i++) {
			cut.add(offset(i), Math.min(end(i), size));
		}
		return cut.build();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Extents that && Arrays.equals(bounds, that.bounds);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(bounds);
	}

	/** Each as {@code [begin, end)}. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < count(); i++) {
			text.append(i == 0 ? "[" : " [").append(offset(i)).append(", ").append(end(i)).append(')');
		}
		return text.toString();
	}

	/** Puts extents together. One thread. */
	public static final class Builder {

		private long[] bounds = new long[8];
		private int length;
		private long smallestHole = 1;

		/**
		 * Adds an extent. Those that touch become one.
		 *
		 * @throws IllegalArgumentException if it is empty, or begins before the end of the last one
		 */
		public Builder add(long offset, long end) {
			long last = length == 0 ? 0 : bounds[length - 1];
			if (offset < last || end <= offset) {
				throw new IllegalArgumentException("no data from " + offset + " to " + end + " after " + last);
			}
			if (length > 0 && offset - last < smallestHole) {
				bounds[length - 1] = end;
				return this;
			}
			if (length == 2 * MOST) {
				mergeSmallest();
				return add(offset, end);
			}
			if (length == bounds.length) {
				bounds = Arrays.copyOf(bounds, 2 * length);
			}
			bounds[length++] = offset;
			bounds[length++] = end;
			return this;
		}

		/** Closes holes, larger ones each time, until there is room for more. */
		private void mergeSmallest() {
			while (length == 2 * MOST) {
				smallestHole *= 2;
				int kept = 2;
				for (int i = 2; i < length; i += 2) {
					if (bounds[i] - bounds[kept - 1] >= smallestHole) {
						bounds[kept++] = bounds[i];
						kept++;
					}
					bounds[kept - 1] = bounds[i + 1];
				}
				length = kept;
			}
		}

		public Extents build() {
			return length == 0 ? NONE : new Extents(Arrays.copyOf(bounds, length));
		}
	}
}
