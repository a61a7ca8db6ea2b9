package backtrac.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers the commands of the training as a server does that has done one backup. What it says is as the remote interface has it, or the training fails. */
final class TrainingServer implements AutoCloseable {

	private static final Pattern METHOD = Pattern.compile("<methodName>([A-Za-z.]+)</methodName>");
	private static final String TEXT = "<string>a</string>";
	private static final String NUMBER = "<i8>1</i8>";
	private static final Map<String, String> RESULTS = Map.of( //
			"client.save", TEXT, //
			"client.list", array(struct("client_id", TEXT, "name", TEXT, "paused", "<boolean>0</boolean>")), //
			"run.start", TEXT, //
			"run.poll", struct("state", "<string>SUCCEEDED</string>", "phase", "<string>DONE</string>", "files_done", NUMBER, "bytes_done", NUMBER, //
					"files_expected", NUMBER, "bytes_expected", NUMBER, "bytes_read", NUMBER, "bytes_per_second", NUMBER, "remaining_ms", NUMBER, //
					"current", TEXT, "message", TEXT, "problems", NUMBER, "snapshot_id", TEXT, "snapshot_path", TEXT), //
			"run.log", array(struct("id", NUMBER, "time", "<string>2026-01-01T00:00:00Z</string>", "level", "<string>INFO</string>", //
					"phase", "<string>DONE</string>", "path", TEXT, "message", TEXT, "cause", TEXT)));

	private final HttpServer server;

	TrainingServer() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", TrainingServer::answer);
		server.start();
	}

	String url() {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			Matcher method = METHOD.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			String result = method.find() ? RESULTS.get(method.group(1)) : null;
			byte[] answer = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodResponse><params><param><value>" + result + "</value></param></params></methodResponse>")
					.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
			exchange.sendResponseHeaders(result == null ? 404 : 200, answer.length);
			exchange.getResponseBody().write(answer);
		}
	}

	private static String array(String value) {
		return "<array><data><value>" + value + "</value></data></array>";
	}

	private static String struct(String... namesAndValues) {
		StringBuilder struct = new StringBuilder("<struct>");
		for (int i = 0; i < namesAndValues.length; i += 2) {
			struct.append("<member><name>").append(namesAndValues[i]).append("</name><value>").append(namesAndValues[i + 1]).append("</value></member>");
		}
		return struct.append("</struct>").toString();
	}

	@Override
	public void close() {
		server.stop(0);
	}
}
