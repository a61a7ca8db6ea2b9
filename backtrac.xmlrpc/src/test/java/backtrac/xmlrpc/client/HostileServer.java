package backtrac.xmlrpc.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server that answers whatever a test wants. */
final class HostileServer implements AutoCloseable {

	interface Answer {
		void to(HttpExchange exchange) throws IOException;
	}

	final URI uri;
	private final HttpServer http;
	private final ExecutorService threads = Executors.newCachedThreadPool();

	HostileServer(Answer answer) throws IOException {
		http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		http.setExecutor(threads);
		http.createContext("/", exchange -> {
			try (exchange) {
				exchange.getRequestBody().readAllBytes();
				answer.to(exchange);
			}
		});
		http.start();
		uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/rpc");
	}

	/** Answers with status 200 and a text. */
	static Answer text(String text) {
		return bytes(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Answers with status 200 and bytes. */
	static Answer bytes(byte[] bytes) {
		return exchange -> {
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
			exchange.getResponseBody().write(bytes);
		};
	}

	/** Answers with status 200 and what it says is compressed. */
	static Answer packed(byte[] bytes) {
		return exchange -> {
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
		};
	}

	/** Answers with status 200 and a beginning, then with the same again and again, as long as the client takes it. */
	static Answer endless(String begin, byte[] more) {
		return exchange -> {
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(begin.getBytes(StandardCharsets.UTF_8));
				while (!Thread.currentThread().isInterrupted()) {
					out.write(more);
				}
			}
		};
	}

	@Override
	public void close() {
		threads.shutdownNow();
		http.stop(0);
	}
}
