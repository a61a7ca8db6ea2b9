package backtrac.engine.jobs.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.fixture.MemorySource;
import backtrac.engine.jobs.fixture.ServiceOffer;

class BorrowingTest {

	private final Transports transports = new Transports(new Events());
	private final Borrowing borrowing = new Borrowing(transports);

	@Test
	void noSecretLeavesByAnException() {
		offer(_ -> {
			throw new TransportException(Reason.CREDENTIALS, "smb://anna:s3cret@nas refuses s3cret", new IOException("s3cret"));
		});
		TransportException refused = assertThrows(TransportException.class, () -> connect("s3cret", ""));
		assertEquals("smb://anna:***@nas refuses ***", refused.getMessage());
		assertEquals(Reason.CREDENTIALS, refused.reason());
		assertSafe(refused, "s3cret");
	}

	@Test
	void norByAnErrorOfTheTransportOrItsCauses() {
		offer(_ -> new MemorySource());
		IOException hidden = assertThrows(IOException.class, () -> borrowing.with("memory", Map.of(), List.of("s3cret"), _ -> {
			throw new IllegalStateException("a bug", new IllegalArgumentException("s3cret"));
		}));
		assertEquals("java.lang.IllegalStateException: a bug", hidden.getMessage());
		assertSafe(hidden, "s3cret");
	}

	@Test
	void whatHoldsNoSecretStaysAsItIs() {
		TransportException thrown = new TransportException(Reason.IO, "no");
		offer(_ -> {
			throw thrown;
		});
		assertSame(thrown, assertThrows(TransportException.class, () -> connect("s3cret", "")));
	}

	/** Else Felix may lose count of who uses it. */
	@Test
	void aTransportIsGotAndGivenBackByOneThreadAtATime() throws Exception {
		ServiceOffer offer = new ServiceOffer("memory", _ -> new MemorySource());
		transports.addTransport(offer);
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			List<Future<Object>> all = threads.invokeAll(Collections.nCopies(4, () -> {
				for (int i = 0; i < 200; i++) {
					connect();
				}
				return null;
			}));
			for (Future<Object> each : all) {
				each.get();
			}
		}
		assertFalse(offer.overlapped);
		assertEquals(0, offer.borrowed.get());
	}

	private void offer(Transport transport) {
		transports.addTransport(new ServiceOffer("memory", transport));
	}

	private void connect(String... secrets) throws IOException, InterruptedException {
		borrowing.with("memory", Map.of(), List.of(secrets), session -> session);
	}

	private static void assertSafe(Throwable thrown, String secret) {
		StringWriter text = new StringWriter();
		thrown.printStackTrace(new PrintWriter(text));
		assertFalse(text.toString().contains(secret), text.toString());
	}
}
