package backtrac.xmlrpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.xmlrpc.fuzz.Mutations;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.ServerStatus;
import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Dialect;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.Values;

/** A server whose answers are wrong in some way. Repeated like the server's own fuzz test. */
class FuzzTest {

	private static final long SEED = Long.getLong("backtrac.fuzz.seed", 20160712);
	private static final int ANSWERS = Integer.getInteger("backtrac.fuzz.answers", 3_000);

	@Test
	@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whateverIsAnsweredIsAResultOrTold() throws Exception {
		ServerStatus status = status();
		Mutations mutations = new Mutations(SEED, List.of(answer(status), answer(List.of(1, Map.of("a", new byte[9]))), Messages.writeFault(1400, "there is no such plan"),
				"<methodResponse><params><param><value>plain</value></param></params></methodResponse>".getBytes(StandardCharsets.US_ASCII)));
		AtomicReference<byte[]> next = new AtomicReference<>();
		try (HostileServer server = new HostileServer(exchange -> HostileServer.bytes(next.get()).to(exchange));
				RpcClient client = RpcClient.to(server.uri, "t".repeat(43))) {
			ServerApi api = client.proxy(ServerApi.class, "server");
			for (int number = 0; number < ANSWERS; number++) {
				byte[] answer = mutations.message(number);
				next.set(answer);
				try {
					api.status();
				} catch (RpcFault | RpcConnectionException told) {
					assertTold(number, answer, told);
				} catch (RuntimeException e) {
					fail("seed " + SEED + ", answer " + number + ": " + new String(answer, StandardCharsets.UTF_8), e);
				}
			}
			next.set(answer(status));
			assertEquals(status, api.status());
		}
	}

	private static void assertTold(int number, byte[] answer, RuntimeException told) {
		if (told.getMessage() == null || told.getMessage().isBlank() && told instanceof RpcConnectionException) {
			fail("seed " + SEED + ", answer " + number + " gives no message: " + new String(answer, StandardCharsets.UTF_8), told);
		}
	}

	private static ServerStatus status() {
		return (ServerStatus) Values.fromAnswer(Map.of("version", "1", "started_ms", "5000000000", "paused", false, "problems", new Object[] { "the disk \ud83d\ude00 is away" }), ServerStatus.class, "status");
	}

	private static byte[] answer(Object value) throws Exception {
		try (Budget.Share memory = Budget.ofHeap().share()) {
			return Messages.writeResult(Values.toWire(value), Dialect.EXTENDED, memory);
		}
	}
}
