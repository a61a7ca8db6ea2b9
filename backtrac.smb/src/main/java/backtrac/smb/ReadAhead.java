package backtrac.smb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * Reads a file before it is asked for, in several lanes at once, each on a handle of its own: of four lanes, the first reads the
 * first chunk, the fifth, the ninth. Each is at most eight chunks ahead. What is read is taken by one thread; {@link #close} may be
 * called by any.
 */
final class ReadAhead implements AutoCloseable {

	/** Some bytes of the file: {@code length} of them, from the first of {@code bytes} on. */
	record Chunk(byte[] bytes, int length) {
	}

	private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);
	private static final int CHUNK = Read.MOST;
	private static final int AHEAD = 8;

	private final String shown;
	private final long size;
	private final List<Lane> lanes = new ArrayList<>();
	private long offset;
	private int turn;
	private Chunk taken;
	private boolean closed; // guarded by this

	/**
	 * @param offset where to begin
	 * @param size   where to end
	 * @param files  makes the same file, to be opened once more
	 */
	ReadAhead(String shown, long offset, long size, int count, Supplier<OpenFile> files) {
		this.shown = shown;
		this.offset = offset;
		this.size = size;
		for (int i = 0; i < count; i++) {
			lanes.add(new Lane(files.get(), offset + (long) i * CHUNK));
		}
		lanes.forEach(lane -> Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("smb read").start(lane));
	}

	/**
	 * The next bytes, which stay as they are until the next call; null at the end. Blocks until they are there. To be called again
	 * after a failure makes no sense.
	 */
	synchronized Chunk next() throws TransportException {
		if (taken != null) {
			lanes.get(turn).free.add(taken.bytes);
			turn = (turn + 1) % lanes.size();
			taken = null;
			notifyAll();
		}
		if (offset >= size) {
			return null;
		}
		taken = lanes.get(turn).take();
		// what is cut short is the end, whatever there was once
		offset = taken.length < Math.min(CHUNK, size - offset) ? size : offset + taken.length;
		return taken.length == 0 ? null : taken;
	}

	/** What the file is by now, as each lane sees it: somebody may have put another one in its place. */
	List<Facts> look() throws TransportException {
		List<Facts> facts = new ArrayList<>();
		for (Lane lane : lanes) {
			facts.add(lane.file.look());
		}
		return facts;
	}

	/** Waits for nobody. */
	@Override
	public void close() {
		List<Lane> idle;
		synchronized (this) {
			closed = true;
			notifyAll();
			idle = lanes.stream().filter(lane -> !lane.isAtWork).toList();
		}
		idle.forEach(lane -> lane.file.close());
	}

	private final class Lane implements Runnable {

		private final OpenFile file;
		private long at;
		// guarded by the outer object
		private final Deque<byte[]> free = new ArrayDeque<>();
		private final Deque<Chunk> full = new ArrayDeque<>();
		private TransportException failure;
		private boolean isAtWork = true;

		Lane(OpenFile file, long at) {
			this.file = file;
			this.at = at;
		}

		@Override
		public void run() {
			TransportException failed = null;
			try {
				work();
			} catch (TransportException e) {
				failed = e;
			} catch (RuntimeException | Error e) {
				log.error("reading {}", shown, e);
				failed = new TransportException(Reason.IO, shown + ": " + e);
			}
			if (end(failed)) {
				file.close();
			}
		}

		private void work() throws TransportException {
			for (byte[] buffer; at < size && (buffer = buffer()) != null; at += (long) lanes.size() * CHUNK) {
				int wanted = (int) Math.min(CHUNK, size - at);
				int length = file.read(at, buffer, wanted);
				put(new Chunk(buffer, length));
				if (length < wanted) {
					return;
				}
			}
		}

		/** Waits until the reader is near enough; null if nobody reads any more. */
		private byte[] buffer() throws TransportException {
			synchronized (ReadAhead.this) {
				while (!closed && full.size() >= AHEAD) {
					await();
				}
				return closed ? null : free.isEmpty() ? new byte[(int) Math.min(CHUNK, size - at)] : free.remove();
			}
		}

		private void put(Chunk chunk) {
			synchronized (ReadAhead.this) {
				full.add(chunk);
				ReadAhead.this.notifyAll();
			}
		}

		/** Answers whether the file is to be closed now. */
		private boolean end(TransportException failed) {
			synchronized (ReadAhead.this) {
				failure = failed;
				isAtWork = false;
				ReadAhead.this.notifyAll();
				return closed;
			}
		}

		private Chunk take() throws TransportException {
			while (full.isEmpty()) {
				if (closed) {
					throw new TransportException(Reason.CLOSED, shown + ": closed");
				}
				if (failure != null) {
					throw new TransportException(failure.reason(), failure.getMessage());
				}
				await();
			}
			return full.remove();
		}

		private void await() throws TransportException {
			try {
				ReadAhead.this.wait();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new TransportException(Reason.CLOSED, shown + ": interrupted");
			}
		}
	}
}
