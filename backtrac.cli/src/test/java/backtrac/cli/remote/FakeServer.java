package backtrac.cli.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Dialect;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.Values;

/** What a server answers to commands, as a test wants it; with the token and the etc of a base folder, and a process that stands for the server's. */
public final class FakeServer implements AutoCloseable {

	static final String TOKEN = "0123456789abcdef0123456789abcdef";

	/** What a server says of any other. */
	public static final String UNKNOWN_TOKEN = "the server does not know the token: 'backtrac token add' on the server makes one";

	private final HttpServer http;
	private final Process process;
	private final Map<String, Function<List<Object>, Object>> answers = new HashMap<>();
	private final List<Call> calls = new ArrayList<>();

	/** @param folder with home and base of {@code CommandLineFixture} */
	public FakeServer(Path folder) throws IOException {
		http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		http.createContext("/rpc", this::handle);
		http.start();
		Files.writeString(Files.createDirectories(folder.resolve("base/data")).resolve("token"), TOKEN + "\n");
		Files.writeString(Files.createDirectories(folder.resolve("base/etc")).resolve("org.apache.felix.http.cfg"),
				"org.apache.felix.http.host = 127.0.0.1\norg.osgi.service.http.port = " + http.getAddress().getPort() + "\n");
		Path base = folder.resolve("base");
		process = new ProcessBuilder("/bin/sh", "-c", "echo; read wait", "sh", "-Dbacktrac.base=" + base).start();
		process.getInputStream().read();
		new ServerProcess(new Installation(folder.resolve("home"), base)).claim(process.pid());
	}

	/** Of the process that stands for the server's. */
	public long pid() {
		return process.pid();
	}

	/** Ends the server's process, as a crash would. Whoever answers from now on is somebody else. */
	void crash() {
		process.destroyForcibly().onExit().join();
	}

	public String url() {
		return "http://127.0.0.1:" + http.getAddress().getPort();
	}

	/** @param answer makes a Java value of the parameters, which are wire values */
	public synchronized void answer(String method, Function<List<Object>, Object> answer) {
		answers.put(method, answer);
	}

	/** The parameters of the last call. */
	synchronized List<Object> last(String method) {
		return calls.stream().filter(call -> call.method().equals(method)).reduce((_, later) -> later).orElseThrow().parameters();
	}

	/** The last call's only parameter, a struct. */
	@SuppressWarnings("unchecked")
	Map<String, Object> lastStruct(String method) {
		return (Map<String, Object>) last(method).getFirst();
	}

	synchronized int calls(String method) {
		return (int) calls.stream().filter(call -> call.method().equals(method)).count();
	}

	private void handle(HttpExchange exchange) throws IOException {
		byte[] answer;
		if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			answer = Messages.writeFault(Fault.UNAUTHORIZED.code(), UNKNOWN_TOKEN);
		} else {
			try (Budget.Share memory = Budget.ofHeap().share()) {
				Call call = Messages.readCall(exchange.getRequestBody(), memory);
				answer = Messages.writeResult(Values.toWire(answer(call)), Dialect.EXTENDED, memory);
			} catch (RpcFault fault) {
				answer = Messages.writeFault(fault.code(), fault.getMessage());
			}
		}
		exchange.getResponseHeaders().set("Content-Type", "text/xml");
		exchange.sendResponseHeaders(200, answer.length);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

	private synchronized Object answer(Call call) {
		calls.add(call);
		Function<List<Object>, Object> answer = answers.get(call.method());
		if (answer == null) {
			throw new RpcFault(Fault.UNAVAILABLE, "there is no " + call.method());
		}
		return answer.apply(call.parameters());
	}

	@Override
	public void close() {
		http.stop(0);
		crash();
	}
}
