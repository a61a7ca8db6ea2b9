package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.fuzz.Mutations;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.server.Sample.Kind;
import backtrac.xmlrpc.server.Sample.Point;
import backtrac.xmlrpc.server.Sample.Shape;
import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.Values;

/**
 * 100,000 calls that are wrong in some way. All of them go through the servlet, one in ten once more over HTTP, many at once on connections
 * that are kept alive. A failure names the seed and the number of the call: {@code -Dbacktrac.fuzz.seed}, {@code -Dbacktrac.fuzz.calls} and
 * {@code -Dbacktrac.fuzz.http} repeat it, or try more.
 */
class FuzzTest {

	private static final long SEED = Long.getLong("backtrac.fuzz.seed", 20160712);
	private static final int CALLS = Integer.getInteger("backtrac.fuzz.calls", 100_000);
	private static final int HTTP_CALLS = Integer.getInteger("backtrac.fuzz.http", 10_000);
	private static final int CONNECTIONS = 4;
	/** Calls on their way at once on a connection. */
	private static final int BATCH = 50;
	/** One in so many answers is read as a caller would. */
	private static final int READ = 10;
	/** One in so many calls is compressed, and one in so many comes in chunks. */
	private static final int PACKED = 50;

	private static final String BEGIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodResponse>";
	private static final String END = "</methodResponse>";
	/** What only the inside of a server speaks of. */
	private static final List<String> INSIDE = List.of("Exception", "Error:", "\tat ", "java.", "javax.", "jdk.", "org.", "backtrac.", "jetty");
	private static final Pattern INTERNAL = Pattern.compile("<value>(<string>)?internal error [0-9a-f]{8}: the server's log has the details</");

	@TempDir
	Path base;

	private final Mutations mutations = new Mutations(SEED, calls());
	private final Budget budget = Budget.ofHeap();

	@Test
	@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whateverComesIsAnswered() throws Exception {
		try (RpcTestServer server = server()) {
			assertEquals(CALLS, inParts(part -> direct(server, part)));
			assertAnswers(server);
		}
	}

	@Test
	@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whateverComesOverHttpIsAnswered() throws Exception {
		try (RpcTestServer server = server()) {
			assertEquals(HTTP_CALLS, inParts(part -> overHttp(server, part)));
			assertAnswers(server);
		}
	}

	private interface Part {
		int from(int first) throws Exception;
	}

	private static int inParts(Part part) throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
			List<Future<Integer>> parts = new ArrayList<>();
			for (int i = 0; i < CONNECTIONS; i++) {
				int first = i;
				parts.add(threads.submit(() -> part.from(first)));
			}
			int answered = 0;
			for (Future<Integer> each : parts) {
				answered += each.get();
			}
			return answered;
		}
	}

	private RpcTestServer server() throws Exception {
		RpcTestServer server = new RpcTestServer(base);
		server.dispatcher.addHandler(new FakeService("sample", new Sample.Impl(), 0, Sample.class));
		return server;
	}

	private static void assertAnswers(RpcTestServer server) {
		try (RpcClient client = server.client()) {
			assertEquals("still here", client.call("sample.echo", "still here"));
		}
	}

	/** Each {@link #CONNECTIONS}th call, without a web server. */
	private int direct(RpcTestServer server, int first) throws Exception {
		int answered = 0;
		for (int number = first; number < CALLS; number += CONNECTIONS) {
			byte[] body = mutations.message(number);
			boolean isPacked = number % PACKED == 0;
			DirectCall call;
			try {
				call = new DirectCall(server.servlet, server.token, isPacked ? packed(number, body) : body, Map.of("Content-Encoding", isPacked ? "gzip" : "identity"));
			} catch (Exception | Error e) {
				throw new AssertionError(what(number) + " makes the servlet fail", e);
			}
			check(number, new RawConnection.Answer(call.status(), "", call.answer(), false));
			answered++;
		}
		return answered;
	}

	/** Each {@link #CONNECTIONS}th call that goes over HTTP. */
	private int overHttp(RpcTestServer server, int first) throws IOException {
		int answered = 0;
		RawConnection connection = server.connect();
		try {
			List<Integer> numbers = new ArrayList<>();
			for (int number = first; number < HTTP_CALLS; number += CONNECTIONS) {
				numbers.add(number);
				if (numbers.size() == BATCH || number + CONNECTIONS >= HTTP_CALLS) {
					connection = exchange(server, connection, numbers);
					answered += numbers.size();
					numbers.clear();
				}
			}
			return answered;
		} finally {
			connection.close();
		}
	}

	/** Sends some calls at once, and looks at their answers. A connection that the server closes is replaced, and what it left unanswered sent again. */
	private RawConnection exchange(RpcTestServer server, RawConnection connection, List<Integer> numbers) throws IOException {
		ByteArrayOutputStream batch = new ByteArrayOutputStream();
		for (int number : numbers) {
			batch.writeBytes(request(connection, number));
		}
		connection.send(batch.toByteArray());
		for (int i = 0; i < numbers.size(); i++) {
			RawConnection.Answer answer;
			try {
				answer = connection.answer();
			} catch (IOException e) {
				throw new AssertionError(what(numbers.get(i)) + " has no answer", e);
			}
			check(numbers.get(i), answer);
			if (answer.isLast()) {
				connection.close();
				RawConnection next = server.connect();
				return i + 1 == numbers.size() ? next : exchange(server, next, numbers.subList(i + 1, numbers.size()));
			}
		}
		return connection;
	}

	private byte[] request(RawConnection connection, int number) {
		byte[] body = mutations.message(number);
		ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + 300);
		switch (number % PACKED) {
		case 0 -> {
			byte[] packed = packed(number, body);
			request.writeBytes(connection.head(packed.length, "Content-Encoding: gzip"));
			request.writeBytes(packed);
		}
		case 1 -> {
			request.writeBytes(connection.head(-1, "Transfer-Encoding: chunked"));
			request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			request.writeBytes(body);
			request.writeBytes((body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		}
		default -> {
			request.writeBytes(connection.head(body.length));
			request.writeBytes(body);
		}
		}
		return request.toByteArray();
	}

	private static byte[] packed(int number, byte[] body) {
		byte[] packed = Gzip.pack(body);
		if (number % (2 * PACKED) == 0) {
			packed[(number >>> 3) % packed.length] ^= (byte) (1 << (number & 7));
		}
		return packed;
	}

	private void check(int number, RawConnection.Answer answer) throws IOException {
		String text = answer.text();
		if (answer.status() != 200 || !text.startsWith(BEGIN) || !text.endsWith(END)) {
			fail(what(number) + " is answered with " + answer.head() + text);
		}
		if (text.contains("<i4>-32603</i4>")) {
			assertTrue(INTERNAL.matcher(text).find(), () -> what(number) + " is answered with " + text);
		} else if (text.contains("<fault>") && INSIDE.stream().anyMatch(text::contains)) {
			fail(what(number) + " is answered with " + text);
		}
		if (number % READ == 0) {
			try (Budget.Share memory = budget.share()) {
				Messages.readAnswer(new ByteArrayInputStream(answer.body()), memory);
			} catch (RpcFault told) {
				assertTrue(!told.getMessage().isEmpty(), () -> what(number));
			}
		}
	}

	private String what(int number) {
		return "seed " + SEED + ", call " + number + ": " + new String(mutations.message(number), StandardCharsets.UTF_8) + "\n";
	}

	private static List<byte[]> calls() {
		Shape shape = new Shape("three <corners>", List.of(new Point(1, 5_000_000_000L, "\ud83d\ude00"), new Point(-2, -1, null)), true, 1.5, new byte[] { 0, -1, 127 },
				Kind.OPEN);
		List<byte[]> calls = new ArrayList<>(List.of(call("sample.echo", "text & more"), call("sample.add", 5_000_000_000L, "1"), call("sample.grow", shape, 3L),
				call("sample.any", List.of(List.of(1, 2), Map.of("a", true, "b", new byte[20]))), call("sample.map", Map.of("x", Map.of("y", "z"))), call("sample.nothing"),
				call("sample.fail", "fault"), call("system.listMethods"), call("system.methodHelp", "sample.echo"), call("nobody.there", 1.5)));
		calls.add(RpcServletTest.utf8("<?xml version='1.0'?>\n<methodCall>\n\t<methodName>sample.any</methodName>\n\t<params>\n\t\t<param><value>plain</value></param>\n\t</params>\n</methodCall>\n"));
		calls.add(RpcServletTest.utf8("<methodCall xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'><methodName>sample.any</methodName><params><param><value>"
				+ "<ex:i8>7</ex:i8></value></param><param><value><ex:nil/></value></param><param><value><dateTime.iso8601>20261123T19:00:00</dateTime.iso8601></value></param></params></methodCall>"));
		return calls;
	}

	private static byte[] call(String method, Object... parameters) {
		return Messages.write(new Call(method, List.of(parameters).stream().map(Values::toWire).toList()));
	}
}
