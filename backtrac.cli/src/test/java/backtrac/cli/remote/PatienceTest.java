package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** A server that is busy is asked again, for a while. */
class PatienceTest {

	private static final String WORDS = "the run r of the plan has not ended";

	@TempDir
	Path folder;

	private final List<String> told = new ArrayList<>();
	private FakeServer server;
	private Duration passed = Duration.ZERO;
	private int busy;
	private Fault refusal = Fault.BUSY;

	private final Time time = new Time() {

		@Override
		public long nanoTime() {
			return 0;
		}

		@Override
		public void pass(Duration duration) {
			passed = passed.plus(duration);
		}
	};

	@BeforeEach
	void start() throws IOException {
		server = new FakeServer(folder);
		server.answer("run.prune", _ -> {
			if (busy-- > 0) {
				throw new RpcFault(refusal, WORDS);
			}
			return "r1";
		});
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void untilItIsFree() throws IOException {
		busy = 3;
		assertEquals("r1", prune());
		assertEquals(Duration.ofSeconds(3), passed);
		assertEquals(List.of(WORDS), told);
		assertEquals(4, server.calls("run.prune"));
	}

	@Test
	void notForEver() {
		busy = Integer.MAX_VALUE;
		assertEquals(WORDS, assertThrows(RpcFault.class, this::prune).getMessage());
		assertEquals(Duration.ofSeconds(30), passed);
	}

	@Test
	void notForAnythingElse() {
		busy = 1;
		refusal = Fault.UNAVAILABLE;
		assertEquals(WORDS, assertThrows(RpcFault.class, this::prune).getMessage());
		assertEquals(List.of(), told);
	}

	private String prune() throws IOException {
		try (ServerLink link = new ServerLink(URI.create(server.url()), FakeServer.TOKEN, null, Patience.of(told::add, time))) {
			return link.runs().prune();
		}
	}
}
