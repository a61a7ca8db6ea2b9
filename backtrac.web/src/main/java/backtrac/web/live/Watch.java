package backtrac.web.live;

/**
 * Something that a window shows and that changes by itself. What it reads is immutable, and compared by {@code equals}.
 *
 * <p>
 * Threads: {@link #show} is called under the session's lock, all else on the updater's thread.
 */
public interface Watch<T> {

	/** Whether there is something new to read after this has happened. */
	boolean concerns(Happening what);

	/** Reads all of it; may block for the database and the disk. */
	T read();

	/** The same with newer numbers of the runs that work, quickly; null if all has to be read, because it is not only numbers that differ. */
	default T progress(T known) {
		return known;
	}

	/** Whether its numbers change all the time. */
	default boolean isLively(T known) {
		return false;
	}

	void show(T now);
}
