package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import backtrac.api.access.Role;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.remote.Access;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.Large;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Limits;
import backtrac.xmlrpc.wire.NoRoomException;

/** Many who send much at once, and those who never come to an end. This module's tests have 128 MB of memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FloodTest {

	private static final int CALLERS = 8;
	private static final String BEGIN = "<methodCall><methodName>sample.any</methodName><params><param><value>";

	/** A handler that answers when it may. */
	interface Slow {
		void hold() throws InterruptedException;
	}

	/** The same, with much memory. */
	interface SlowAndLarge {
		@Large
		void hold() throws InterruptedException;
	}

	/** Answers much. */
	interface Wordy {
		byte[] make();

		@Access(Role.VIEWER)
		byte[] read();
	}

	@TempDir
	Path base;

	static Stream<Arguments> floods() {
		return Stream.of(
				Arguments.of("64 MiB of text", AttackTest.gzip(BEGIN + "<string>", "x", Limits.CALL.plainBytes())),
				Arguments.of("64 MiB of base64", AttackTest.gzip(BEGIN + "<base64>", "AAAA", Limits.CALL.plainBytes())),
				Arguments.of("64 MiB that are no Latin text", AttackTest.gzip(BEGIN + "<array><data>", "<value>" + "\u4e2d".repeat(300_000) + "</value>", Limits.CALL.plainBytes())),
				Arguments.of("64 MiB of blanks", AttackTest.gzip("<methodCall>", " ", Limits.CALL.plainBytes())),
				Arguments.of("millions of values", AttackTest.gzip(BEGIN + "<array><data>", "<value/>", Limits.CALL.plainBytes())),
				Arguments.of("millions of structs", AttackTest.gzip(BEGIN + "<array><data>", "<value><struct/></value>", Limits.CALL.plainBytes())),
				Arguments.of("millions of parameters", AttackTest.gzip("<methodCall><methodName>sample.any</methodName><params>", "<param><value><int>1</int></value></param>",
						Limits.CALL.plainBytes())),
				Arguments.of("as many values as there may be", RpcServletTest.utf8(BEGIN + "<array><data>" + "<value><struct/></value>".repeat(95_000) + "</data></array></value></param></params></methodCall>")),
				Arguments.of("as many members as there may be", RpcServletTest.utf8(members(60_000))),
				Arguments.of("as much base64 as there may be", RpcServletTest.utf8(BEGIN + "<base64>" + "AAAA".repeat(2_000_000) + "</base64></value></param></params></methodCall>")));
	}

	private static String members(int count) {
		StringBuilder struct = new StringBuilder(BEGIN).append("<struct>");
		for (int i = 0; i < count; i++) {
			struct.append("<member><name>").append(i).append("</name><value>").append(i).append("</value></member>");
		}
		return struct.append("</struct></value></param></params></methodCall>").toString();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void floods(String what, byte[] body) throws Exception {
		boolean isPacked = body[0] == 0x1f;
		try (RpcTestServer server = sample(new RpcTestServer(base)); ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
			List<Future<HttpResponse<String>>> answers = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				answers.add(threads.submit(() -> server.post(BodyPublishers.ofByteArray(body), "Content-Encoding", isPacked ? "gzip" : "identity")));
			}
			for (Future<HttpResponse<String>> answer : answers) {
				assertTold(answer.get());
			}
			try (RpcClient client = server.client()) {
				assertEquals("still here", client.call("sample.echo", "still here"));
			}
		}
	}

	/** Done, or refused with a fault or status that says why. */
	private static void assertTold(HttpResponse<String> answer) {
		if (answer.statusCode() == 413) {
			assertEquals("", answer.body());
			return;
		}
		assertEquals(200, answer.statusCode());
		assertFalse(answer.body().contains("-32603") || answer.body().contains("Exception"), () -> answer.body().substring(0, 500));
		assertTrue(!answer.body().contains("<fault>") || answer.body().contains("<i4>-32700</i4>") || answer.body().contains("<i4>1403</i4>")
				|| answer.body().contains("<i4>1401</i4>") || answer.body().contains("was done, but its answer"), answer::body);
	}

	@Test
	void whoFindsNoMemoryIsToldAndTheOthersGoOn() throws Exception {
		CountDownLatch held = new CountDownLatch(2);
		CountDownLatch release = new CountDownLatch(1);
		Slow slow = () -> {
			held.countDown();
			release.await();
		};
		try (RpcTestServer server = sample(new RpcTestServer(base, "127.0.0.1", new Budget(300 << 10), Duration.ofSeconds(60), Duration.ofSeconds(30)));
				RpcClient client = server.client();
				ExecutorService threads = Executors.newFixedThreadPool(2)) {
			server.dispatcher.addHandler(new FakeService("slow", slow, 0, Slow.class));
			List<Future<Object>> holding = List.of(threads.submit(() -> client.call("slow.hold")), threads.submit(() -> client.call("slow.hold")));
			held.await();

			RpcServletTest.assertFault(Fault.BUSY, () -> client.call("sample.echo", "x"));

			release.countDown();
			for (Future<Object> call : holding) {
				assertEquals(true, call.get());
			}
			assertEquals("x", whenThereIsRoom(client, "sample.echo", "x"));
			byte[] large = new byte[30 << 10];
			assertArrayEquals(large, (byte[]) whenThereIsRoom(client, "sample.any", large));
			assertEquals(413, server.post(RpcServletTest.call("sample.echo", "x".repeat(120 << 10))).statusCode());
			assertEquals("x", client.call("sample.echo", "x"));
		}
	}

	/** A call gives its memory back after its caller has the answer. */
	private static Object whenThereIsRoom(RpcClient client, String method, Object... parameters) {
		while (true) {
			try {
				return client.call(method, parameters);
			} catch (RpcFault e) {
				if (!e.is(Fault.BUSY) && !e.is(Fault.UNAVAILABLE)) {
					throw e;
				}
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void whatWasDoneIsNotTriedAgain() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Slow slow = () -> {
			held.countDown();
			release.await();
		};
		Wordy wordy = new Wordy() {

			@Override
			public byte[] make() {
				return new byte[60 << 10];
			}

			@Override
			public byte[] read() {
				return make();
			}
		};
		try (RpcTestServer server = sample(new RpcTestServer(base, "127.0.0.1", new Budget(300 << 10), Duration.ofSeconds(60), Duration.ofSeconds(30)));
				RpcClient client = server.client();
				ExecutorService threads = Executors.newSingleThreadExecutor()) {
			server.dispatcher.addHandler(new FakeService("slow", slow, 0, Slow.class));
			server.dispatcher.addHandler(new FakeService("wordy", wordy, 0, Wordy.class));
			Future<Object> holding = threads.submit(() -> client.call("slow.hold"));
			held.await();
			try {
				RpcServletTest.assertFault(Fault.UNAVAILABLE, () -> client.call("wordy.make"));
				RpcServletTest.assertFault(Fault.BUSY, () -> client.call("wordy.read"));
			} finally {
				release.countDown();
			}
			assertEquals(true, holding.get());
			assertEquals(60 << 10, ((byte[]) whenThereIsRoom(client, "wordy.make")).length);
		}
	}

	@Test
	void fewLargeAnswersAreMadeAtOnceAndTheOthersGoOn() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		SlowAndLarge slow = () -> {
			held.countDown();
			release.await();
		};
		try (RpcTestServer server = sample(new RpcTestServer(base, new LargeAnswers(1, Duration.ofMillis(20))));
				RpcClient client = server.client();
				ExecutorService threads = Executors.newSingleThreadExecutor()) {
			server.dispatcher.addHandler(new FakeService("slow", slow, 0, SlowAndLarge.class));
			Future<Object> holding = threads.submit(() -> client.call("slow.hold"));
			held.await();

			RpcServletTest.assertFault(Fault.BUSY, () -> client.call("slow.hold"));
			assertEquals("x", client.call("sample.echo", "x"));

			release.countDown();
			assertEquals(true, holding.get());
			assertEquals(true, client.call("slow.hold"));
		}
	}

	@Test
	void anAnswerThatNobodyCouldReadIsAFault() throws Exception {
		try (RpcTestServer server = new RpcTestServer(base); RpcClient client = server.client()) {
			server.dispatcher.addHandler(new FakeService("large", (RpcServletTest.Other) () -> "x".repeat(Limits.MOST_ANSWERED_BYTES), 0, RpcServletTest.Other.class));
			String told = RpcServletTest.assertFault(Fault.REFUSED, () -> client.call("large.name")).getMessage();
			assertTrue(told.contains("ask for less"), told);
		}
	}

	@Test
	void whoNeverComesToAnEndIsNotWaitedFor() throws Exception {
		try (RpcTestServer server = sample(new RpcTestServer(base, "127.0.0.1", Budget.ofHeap(), Duration.ofMillis(200), Duration.ofSeconds(30)));
				RawConnection drip = server.connect()) {
			drip.send(drip.head(1_000_000));
			while (!drip.isAnswered()) {
				drip.send(new byte[] { ' ' });
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
			}
			RawConnection.Answer answer = drip.answer();
			assertEquals(408, answer.status());
			assertTrue(answer.isLast());
			assertEquals("", answer.text());
		}
	}

	@Test
	void whoSendsNothingMoreIsNotWaitedFor() throws Exception {
		try (RpcTestServer server = sample(new RpcTestServer(base, "127.0.0.1", Budget.ofHeap(), Duration.ofSeconds(60), Duration.ofMillis(300)));
				RawConnection stalled = server.connect()) {
			stalled.send(stalled.head(1000));
			stalled.send(RpcServletTest.utf8("<methodCall>"));
			RawConnection.Answer answer = stalled.answer();
			assertEquals(408, answer.status());
			assertEquals("", answer.text());
		}
	}

	@Test
	void aStrangerWhoSendsNothingMoreIsNotWaitedFor() throws Exception {
		try (RpcTestServer server = sample(new RpcTestServer(base, "127.0.0.1", Budget.ofHeap(), Duration.ofSeconds(60), Duration.ofSeconds(60)));
				RawConnection stranger = new RawConnection(server.uri, "bt_0123456789abcdef_none")) { // which loses patience long before the web server
			stranger.send(stranger.head(1000));
			RawConnection.Answer answer = stranger.answer();
			assertEquals(200, answer.status());
			assertTrue(answer.text().contains("<i4>1404</i4>"), answer::text);
			assertTrue(answer.isLast());
		}
	}

	@Test
	void aStrangersConnectionStaysOpenWhenAllOfTheCallHasCome() throws Exception {
		byte[] call = RpcServletTest.utf8(RpcServletTest.call("sample.echo", "x".repeat(30_000)));
		try (RpcTestServer server = sample(new RpcTestServer(base)); RawConnection stranger = new RawConnection(server.uri, "bt_0123456789abcdef_none")) {
			for (int i = 0; i < 3; i++) {
				stranger.send(stranger.head(call.length));
				stranger.send(call);
				RawConnection.Answer answer = stranger.answer();
				assertTrue(answer.text().contains("<i4>1404</i4>"), answer::text);
				assertFalse(answer.isLast(), answer.head());
			}
		}
	}

	@Test
	void aBodyThatBreaksHttpIsNoServersError() throws Exception {
		try (RpcTestServer server = sample(new RpcTestServer(base)); RawConnection broken = server.connect()) {
			broken.send(broken.head(-1, "Transfer-Encoding: chunked"));
			broken.send("5\r\n<meth\r\nzz\r\n".getBytes(StandardCharsets.US_ASCII));
			RawConnection.Answer answer = broken.answer();
			assertEquals(400, answer.status());
			assertFalse(answer.text().contains("Exception") || answer.text().contains("\tat "), answer.text());
		}
	}

	@Test
	void aBudgetIsWholeAgainAfterEachMessage() throws Exception {
		Budget budget = new Budget(200 << 10);
		Budget.Share first = budget.share();
		assertThrows(NoRoomException.class, budget::share);
		first.close();
		first.close();
		budget.share().close();
	}

	private static RpcTestServer sample(RpcTestServer server) {
		server.dispatcher.addHandler(new FakeService("sample", new Sample.Impl(), 0, Sample.class));
		return server;
	}
}
