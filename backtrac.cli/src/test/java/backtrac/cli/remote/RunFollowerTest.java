package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.console.Console;
import backtrac.cli.console.Terminal;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunStatus;

/** A run goes on while the server cannot tell of it. */
class RunFollowerTest {

	private static final String AWAY = "its database cannot be reached";

	@TempDir
	Path folder;

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();
	private final Deque<Object> polls = new ArrayDeque<>();
	private final Time time = new Time() {

		@Override
		public long nanoTime() {
			return passed.toNanos();
		}

		@Override
		public void pass(Duration duration) {
			passed = passed.plus(duration);
			pauses++;
		}
	};
	private FakeServer server;
	private Duration passed = Duration.ZERO;
	private int pauses;

	@BeforeEach
	void start() throws IOException {
		server = new FakeServer(folder);
		server.answer("run.poll", _ -> answer(polls.removeFirst()));
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void aDatabaseThatIsAwayForAWhile() throws Exception {
		Deque<Object> logs = new ArrayDeque<>(List.of(Fault.UNAVAILABLE, List.of(), List.of()));
		server.answer("run.log", _ -> answer(logs.removeFirst()));
		polls.addAll(List.of(Fault.UNAVAILABLE, Fault.UNAVAILABLE, status("RUNNING"), Fault.UNAVAILABLE, status("SUCCEEDED")));
		assertEquals("SUCCEEDED", follow().state());
		assertEquals(4, pauses);
		assertEquals(("backtrac: " + AWAY + ": waiting for it\n").repeat(3), err.toString(StandardCharsets.UTF_8));
	}

	@Test
	void notForEver() {
		server.answer("run.poll", _ -> answer(Fault.UNAVAILABLE));
		assertEquals(AWAY, assertThrows(RpcFault.class, this::follow).getMessage());
		assertEquals(30, pauses);
	}

	@Test
	void notForAnythingElse() {
		polls.add(Fault.NOT_FOUND);
		assertThrows(RpcFault.class, this::follow);
		assertEquals(0, pauses);
	}

	@Test
	void whoIsNotLetWaitThereWaitsHere() throws Exception {
		server.answer("run.log", _ -> List.of());
		polls.addAll(List.of(status("QUEUED"), status("RUNNING"), status("RUNNING"), status("RUNNING"), status("SUCCEEDED")));
		assertEquals("SUCCEEDED", follow().state());
		assertEquals(Duration.ofMillis(2 * 200), passed);
		Deque<Integer> slow = new ArrayDeque<>(List.of(0, 250, 150, 0));
		server.answer("run.poll", _ -> {
			passed = passed.plusMillis(slow.removeFirst());
			return status(slow.isEmpty() ? "SUCCEEDED" : "RUNNING");
		});
		passed = Duration.ZERO;
		follow();
		assertEquals(Duration.ofMillis(250 + 200), passed, "what the server waits counts");
	}

	private RunStatus follow() throws IOException, InterruptedException {
		Console console = new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new PrintStream(err, false, StandardCharsets.UTF_8),
				() -> Terminal.NONE);
		try (ServerLink link = new ServerLink(URI.create(server.url()), FakeServer.TOKEN, null, Patience.NONE)) {
			return new RunFollower(console, link.runs(), new LogFilter("r", null, null, null, 0L, LogFilter.USUAL), RunFollower.LogLines.NONE, time)
					.follow("r");
		}
	}

	private static Object answer(Object answer) {
		if (answer instanceof Fault fault) {
			throw new RpcFault(fault, AWAY);
		}
		return answer;
	}

	private static RunStatus status(String state) {
		return new RunStatus(state, "COPYING", 0, 0, -1, -1, 0, 0, -1, "", "", 0, "", "");
	}
}
