package backtrac.xmlrpc.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;

import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

import backtrac.api.catalog.MemoryCatalog;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.TokenFile;
import backtrac.xmlrpc.wire.Budget;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The servlet in a real web server on a free port. */
final class RpcTestServer implements AutoCloseable {

	final MemoryCatalog catalog = new MemoryCatalog();
	final Audit audit;
	final Authentication authentication;
	final Dispatcher dispatcher;
	final String token;
	final URI uri;
	final RpcServlet servlet;
	private final Server jetty = new Server();
	private final HttpClient http = HttpClient.newHttpClient();

	RpcTestServer(Path base) throws Exception {
		this(base, "127.0.0.1");
	}

	RpcTestServer(Path base, String host) throws Exception {
		this(base, host, Clock.systemUTC(), new PlainHttp(false));
	}

	RpcTestServer(Path base, String host, PlainHttp plainHttp) throws Exception {
		this(base, host, Clock.systemUTC(), plainHttp);
	}

	RpcTestServer(Path base, String host, Clock clock) throws Exception {
		this(base, host, clock, new PlainHttp(false));
	}

	private RpcTestServer(Path base, String host, Clock clock, PlainHttp plainHttp) throws Exception {
		this(base, host, clock, plainHttp, Budget.ofHeap(), LargeAnswers.ofHeap(), Duration.ofSeconds(60), Duration.ofSeconds(30));
	}

	RpcTestServer(Path base, LargeAnswers largeAnswers) throws Exception {
		this(base, "127.0.0.1", Clock.systemUTC(), new PlainHttp(false), Budget.ofHeap(), largeAnswers, Duration.ofSeconds(60), Duration.ofSeconds(30));
	}

	/**
	 * @param sendingTime for a whole call
	 * @param patience    for the next byte
	 */
	RpcTestServer(Path base, String host, Budget budget, Duration sendingTime, Duration patience) throws Exception {
		this(base, host, Clock.systemUTC(), new PlainHttp(false), budget, LargeAnswers.ofHeap(), sendingTime, patience);
	}

	private RpcTestServer(Path base, String host, Clock clock, PlainHttp plainHttp, Budget budget, LargeAnswers largeAnswers, Duration sendingTime, Duration patience) throws Exception {
		RpcContext gate = new RpcContext(plainHttp);
		audit = new Audit(clock, OptionalInt.of(730));
		audit.lines = catalog;
		authentication = new Authentication(new AccessToken(base), audit, clock);
		authentication.tokens = catalog;
		dispatcher = new Dispatcher(audit);
		token = TokenFile.read(base);
		servlet = new RpcServlet(authentication, dispatcher, budget, largeAnswers, sendingTime);
		ServerConnector connector = new ServerConnector(jetty);
		connector.setHost(host);
		connector.setIdleTimeout(patience.toMillis());
		jetty.addConnector(connector);
		ServletContextHandler context = new ServletContextHandler("/");
		context.addServlet(new ServletHolder(servlet), "/rpc/*");
		context.addFilter(new FilterHolder((request, response, chain) -> { // as the whiteboard does it
			if (gate.handleSecurity((HttpServletRequest) request, (HttpServletResponse) response)) {
				chain.doFilter(request, response);
			}
		}), "/rpc/*", EnumSet.of(DispatcherType.REQUEST));
		jetty.setHandler(context);
		jetty.start();
		uri = new URI("http", null, host, connector.getLocalPort(), "/rpc", null, null);
	}

	RpcClient client() {
		return RpcClient.to(uri, token);
	}

	/** Sends XML as it is. */
	HttpResponse<String> post(String xml) throws IOException, InterruptedException {
		return post(HttpRequest.BodyPublishers.ofByteArray(xml.getBytes(StandardCharsets.UTF_8)));
	}

	/** Sends a body with token and type, and more headers. */
	HttpResponse<String> post(BodyPublisher body, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(body).header("Authorization", "Bearer " + token).header("Content-Type",
				"text/xml");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request);
	}

	/** A connection on which anything can be sent. */
	RawConnection connect() throws IOException {
		return new RawConnection(uri, token);
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		http.shutdownNow();
		LifeCycle.stop(jetty);
	}
}
