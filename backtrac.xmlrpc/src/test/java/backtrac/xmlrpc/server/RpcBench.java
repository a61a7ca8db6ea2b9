package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.management.OperatingSystemMXBean;

import backtrac.api.access.Role;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.remote.Access;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Messages;

/**
 * How many small calls a second the server answers, beside Python's own server. Not among the tests: {@code ./backtrac bench --rpc} runs it.
 * Callers and server share the machine.
 */
class RpcBench {

	private static final int ROUNDS = Integer.getInteger("backtrac.bench.rounds", 3);
	private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("backtrac.bench.seconds", 3));
	private static final long NANOS = WARM_UP_NANOS;
	private static final int CONNECTIONS = 8;
	private static final int TARGET = 4_000;

	/** Python's server with connections that are kept alive, a thread each. */
	private static final String PYTHON = """
			import socketserver, xmlrpc.server
			class Handler(xmlrpc.server.SimpleXMLRPCRequestHandler):
				protocol_version = "HTTP/1.1"
				rpc_paths = ()
			class Server(socketserver.ThreadingMixIn, xmlrpc.server.SimpleXMLRPCServer):
				daemon_threads = True
				request_queue_size = 100
			server = Server(("127.0.0.1", 0), Handler, logRequests=False)
			server.register_function(lambda: True, "sample.nothing")
			print(server.server_address[1], flush=True)
			server.serve_forever()
			""";

	@TempDir
	Path base;

	private final List<String> report = new ArrayList<>();

	/** What programs ask a server again and again. It changes nothing: no line of the audit log, which the tests' catalog keeps in memory. */
	public interface Question {
		@Access(Role.VIEWER)
		void nothing();
	}

	/** Calls once. */
	private interface Ping extends AutoCloseable {
		void ping() throws IOException;

		@Override
		default void close() throws IOException {
		}
	}

	private interface Caller {
		Ping connect() throws IOException;
	}

	@Test
	void measure() throws Exception {
		Process python = new ProcessBuilder("python3", "-c", PYTHON).start();
		try (BufferedReader output = python.inputReader(StandardCharsets.UTF_8);
				RpcTestServer server = new RpcTestServer(base);
				RpcClient client = server.client()) {
			URI peer = URI.create("http://127.0.0.1:" + output.readLine());
			server.dispatcher.addHandler(new FakeService("sample", (Question) () -> {
			}, 0, Question.class));
			byte[] call = Messages.write(new Call("sample.nothing", List.of()));
			Caller sockets = () -> ping(server.connect(), call);
			Caller own = () -> () -> client.call("sample.nothing");
			Caller foreign = () -> ping(new RawConnection(peer, "unused"), call);
			report.add("Pings a second, median of " + ROUNDS + " rounds (all of them). Load of the machine: %.1f on %d processors.".formatted(
					ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), Runtime.getRuntime().availableProcessors()));
			report.add("");
			report.add("| server | caller | 1 connection | 8 connections | CPU of Java a ping, µs | target on 8 | |");
			report.add("|---|---|---|---|---|---|---|");
			double ours = row("BackTrac", "sockets, HTTP by hand", sockets, TARGET);
			row("BackTrac", "RpcClient", own, TARGET);
			double theirs = row("Python SimpleXMLRPCServer", "sockets, HTTP by hand", foreign, 0);
			report.add("");
			report.add("BackTrac answers %.1f × as many as Python's server, on 8 connections, with the same caller.".formatted(ours / theirs));
		} finally {
			python.destroy();
		}
		String path = System.getProperty("backtrac.bench.report");
		if (path == null) {
			report.forEach(System.out::println);
		} else {
			Files.write(Path.of(path), report);
		}
	}

	private static Ping ping(RawConnection connection, byte[] call) {
		byte[] head = connection.head(call.length);
		byte[] request = new byte[head.length + call.length];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(call, 0, request, head.length, call.length);
		return new Ping() {

			@Override
			public void ping() throws IOException {
				connection.send(request);
				assertEquals(200, connection.answer().status());
			}

			@Override
			public void close() throws IOException {
				connection.close();
			}
		};
	}

	/** @return the median on {@link #CONNECTIONS} connections */
	private double row(String server, String name, Caller caller, int target) throws Exception {
		perSecond(caller, CONNECTIONS, WARM_UP_NANOS);
		List<Double> one = new ArrayList<>();
		List<Double> many = new ArrayList<>();
		List<Double> cpuMicros = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			one.add(perSecond(caller, 1, NANOS));
			long before = cpuNanos();
			many.add(perSecond(caller, CONNECTIONS, NANOS));
			cpuMicros.add((cpuNanos() - before) / 1e3 / (many.getLast() * NANOS / 1e9));
		}
		double median = median(many);
		report.add("| %s | %s | %s | %s | %.0f | %s |".formatted(server, name, text(one), text(many), median(cpuMicros),
				target == 0 ? " |" : "%,d | %s".formatted(target, median >= target ? "met" : "**behind**")));
		return median;
	}

	private static double perSecond(Caller caller, int connections, long nanos) throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
			long start = System.nanoTime();
			List<Future<Integer>> counts = new ArrayList<>();
			for (int i = 0; i < connections; i++) {
				counts.add(threads.submit(() -> {
					int count = 0;
					try (Ping ping = caller.connect()) {
						for (; System.nanoTime() - start < nanos; count++) {
							ping.ping();
						}
					}
					return count;
				}));
			}
			long sum = 0;
			for (Future<Integer> count : counts) {
				sum += count.get();
			}
			return sum * 1e9 / (System.nanoTime() - start);
		}
	}

	private static long cpuNanos() {
		return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static String text(List<Double> values) {
		return "%,.0f (%s)".formatted(median(values), String.join(", ", values.stream().map("%,.0f"::formatted).toList()));
	}
}
