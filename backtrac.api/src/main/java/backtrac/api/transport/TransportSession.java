package backtrac.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

import backtrac.api.entry.EntryPath;

/**
 * One open connection of a transport, looking at one folder of a client and all below it.
 *
 * <p>
 * Threads: {@link #list} and {@link #read} may be called by several threads at once, and block. No method follows a
 * symbolic link below the root.
 */
@ConsumerType
public interface TransportSession extends AutoCloseable {

	/**
	 * Lists a folder whole, with the metadata of each entry.
	 *
	 * @param directory the folder; {@link EntryPath#ROOT} is the one that the session was opened on
	 * @throws TransportException {@link Reason#NOT_FOUND} if it is gone, {@link Reason#NOT_A_DIRECTORY} if it has become
	 *                            something else, {@link Reason#ACCESS_DENIED} if it may not be read
	 */
	Listing list(EntryPath directory) throws TransportException;

	/**
	 * Opens a file's content.
	 *
	 * @return the content from its first byte, which the caller closes
	 * @throws TransportException {@link Reason#NOT_FOUND} if it is gone or no file any more
	 */
	FileContent read(EntryPath file) throws TransportException;

	/**
	 * How many calls at once get the most out of it, where waiting for the far side takes longer than the work: who goes over many
	 * entries does so with that many threads, if not with more.
	 *
	 * @return 0 if the far side does not matter
	 */
	default int parallelism() {
		return 0;
	}

	/** Ends the session. Any thread, any number of times; wakes whoever is blocked in a call or in a read. */
	@Override
	void close();
}
