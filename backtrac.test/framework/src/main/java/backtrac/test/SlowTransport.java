package backtrac.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/** A transport of one file, whose content comes when the test says so. It leaves it to its users to close its sessions. */
final class SlowTransport implements Transport {

	static final String NAME = "test-slow";
	static final String FILE = "slow.txt";
	static final byte[] CONTENT = "at last".getBytes(StandardCharsets.UTF_8);

	private static final FileEntry ENTRY = FileEntry.file(ByteString.of(FILE), CONTENT.length, Instant.ofEpochSecond(1_700_000_000));

	private final CountDownLatch reading = new CountDownLatch(1);
	private final CountDownLatch closed = new CountDownLatch(1);
	private final CompletableFuture<Void> released = new CompletableFuture<>();
	private final CompletableFuture<Void> wakes;

	SlowTransport() {
		this(CompletableFuture.completedFuture(null));
	}

	/** @param wakes when those who read notice that their session was closed: not before this is complete */
	SlowTransport(CompletableFuture<Void> wakes) {
		this.wakes = wakes;
	}

	ServiceRegistration<Transport> register(BundleContext context) {
		return register(context, NAME);
	}

	ServiceRegistration<Transport> register(BundleContext context, String scheme) {
		return context.registerService(Transport.class, this, new Hashtable<>(Map.of(Transport.SCHEME, scheme)));
	}

	/** Waits until somebody reads. */
	boolean isRead() throws InterruptedException {
		return reading.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/** Tells if a session was closed. */
	boolean isClosed() {
		return closed.getCount() == 0;
	}

	/** Lets the content come. */
	void release() {
		released.complete(null);
	}

	@Override
	public TransportSession open(Map<String, Object> settings) {
		return new Session();
	}

	private final class Session implements TransportSession {

		private final CompletableFuture<Void> end = new CompletableFuture<>();

		@Override
		public Listing list(EntryPath directory) {
			return new Listing(FileEntry.directory(ByteString.EMPTY, ENTRY.modified()), List.of(ENTRY), List.of());
		}

		@Override
		public FileContent read(EntryPath file) {
			return new Content(end);
		}

		@Override
		public void close() {
			end.complete(null);
			closed.countDown();
		}
	}

	private final class Content extends FileContent {

		private final CompletableFuture<Void> end;
		private int position;

		Content(CompletableFuture<Void> end) {
			this.end = end;
		}

		@Override
		public int read() throws TransportException {
			reading.countDown();
			CompletableFuture.anyOf(released, end).join();
			if (end.isDone()) {
				wakes.join();
				throw new TransportException(Reason.CLOSED, "the session is closed");
			}
			return position < CONTENT.length ? CONTENT[position++] : -1;
		}

		@Override
		public FileEntry state() {
			return ENTRY;
		}
	}
}
