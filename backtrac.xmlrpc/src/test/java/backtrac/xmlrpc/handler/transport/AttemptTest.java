package backtrac.xmlrpc.handler.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

class AttemptTest {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final CountDownLatch closed = new CountDownLatch(1);
	private final CountDownLatch givenBack = new CountDownLatch(1);

	private final TransportSession session = new TransportSession() {
		@Override
		public Listing list(EntryPath directory) {
			FileEntry file = FileEntry.file(ByteString.of("a"), 1, Instant.EPOCH);
			return new Listing(FileEntry.directory(ByteString.EMPTY, Instant.EPOCH), List.of(file), List.of(new Listing.Problem(file, "locked")));
		}

		@Override
		public FileContent read(EntryPath file) {
			throw new AssertionError("nobody reads");
		}

		@Override
		public void close() {
			closed.countDown();
		}
	};

	private Attempt attempt(Transport transport) {
		return new Attempt("odd", new ServiceObjects<>() {
			@Override
			public Transport getService() {
				return transport;
			}

			@Override
			public void ungetService(Transport service) {
				givenBack.countDown();
			}

			@Override
			public ServiceReference<Transport> getServiceReference() {
				throw new AssertionError("nobody asks");
			}
		}, Map.of());
	}

	private void assertEnded() throws InterruptedException {
		assertTrue(closed.await(LONG.toSeconds(), TimeUnit.SECONDS));
		assertTrue(givenBack.await(LONG.toSeconds(), TimeUnit.SECONDS));
	}

	@Test
	void countsWhatTheFolderHolds() throws Exception {
		assertEquals(2, attempt(_ -> session).result(LONG));
		assertEnded();
	}

	@Test
	void whatComesTooLateIsClosed() throws Exception {
		CountDownLatch connected = new CountDownLatch(1);
		Attempt attempt = attempt(_ -> {
			awaitQuietly(connected);
			return session;
		});
		TransportException late = assertThrows(TransportException.class, () -> attempt.result(Duration.ofMillis(1)));
		assertEquals(Reason.TIMEOUT, late.reason());
		connected.countDown();
		assertEnded();
	}

	@Test
	void failuresOfTheTransportAreTold() throws Exception {
		TransportException wrong = new TransportException(Reason.CREDENTIALS, "no");
		assertEquals(wrong, assertThrows(TransportException.class, () -> attempt(_ -> {
			throw wrong;
		}).result(LONG)));
		assertThrows(ExecutionException.class, () -> attempt(_ -> {
			throw new IllegalStateException("broken");
		}).result(LONG));
		assertThrows(TransportException.class, () -> attempt(null).result(LONG));
		assertTrue(givenBack.await(LONG.toSeconds(), TimeUnit.SECONDS));
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}
}
