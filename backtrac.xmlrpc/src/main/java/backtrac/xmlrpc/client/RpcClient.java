package backtrac.xmlrpc.client;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.Values;

/**
 * Calls a server over XML-RPC.
 *
 * <pre>
 * try (RpcClient client = RpcClient.onThisMachine(URI.create("http://127.0.0.1:8080/rpc"), base)) {
 * 	ServerStatus status = client.proxy(ServerApi.class, "server").status();
 * }
 * </pre>
 *
 * Calls, and those of proxies, throw {@link RpcFault} if the server answers with a fault, and
 * {@link RpcConnectionException} if there is no answer.
 *
 * <p>
 * Threads: may be used by several threads at once; a call blocks until its answer is there. Whoever made it closes it.
 */
public final class RpcClient implements AutoCloseable {

	/** How long a call may take, from first to last byte: more than a server lets a caller wait for news. */
	static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

	private final URI server;
	private final String token;
	private final Duration timeout;
	private final HttpClient http;
	private final Failures failures;
	/** Whether the server has said that calls may be compressed (RFC 7694). */
	private volatile boolean takesGzip;

	RpcClient(URI server, String token, Duration timeout) {
		this(server, token, null, timeout);
	}

	RpcClient(URI server, String token, Fingerprint fingerprint, Duration timeout) {
		Encryption.requireFor(server);
		if (!TokenFile.isToken(token)) { // nor may a message show what it is
			throw new IllegalArgumentException("what was given as the token for " + server + " is none");
		}
		this.server = server;
		this.token = token;
		this.timeout = timeout;
		HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT)
				.followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY);
		if (Encryption.isOf(server)) {
			builder.sslContext(ServerTrust.context(fingerprint));
		} else if (fingerprint != null) {
			throw new IllegalArgumentException("a fingerprint is that of a certificate, and " + server + " shows none: call it by https");
		} else {
			builder.sslContext(ServerTrust.ofNobody());
		}
		this.http = builder.build();
		this.failures = new Failures(server);
	}

	/**
	 * Makes a client. Does not connect yet. By https it talks to a server whose certificate this Java trusts under the server's name.
	 *
	 * @param server the server's address, with the path {@code /rpc}
	 * @param token  by which the server knows who calls
	 * @throws IllegalArgumentException if the token would leave this machine without encryption, or is none; the message does not show it
	 */
	public static RpcClient to(URI server, String token) {
		return new RpcClient(server, token, CALL_TIMEOUT);
	}

	/**
	 * Makes a client of the one server whose certificate has a fingerprint, whatever name or address it is called by and until when the
	 * certificate is good. Does not connect yet.
	 *
	 * @param server the server's address, https, with the path {@code /rpc}
	 * @param token  by which the server knows who calls
	 * @throws IllegalArgumentException if the address is not https, or the token is none
	 */
	public static RpcClient to(URI server, String token, Fingerprint fingerprint) {
		return new RpcClient(server, token, Objects.requireNonNull(fingerprint), CALL_TIMEOUT);
	}

	/**
	 * Makes a client of a server of this machine and this user. Does not connect yet.
	 *
	 * @param base the server's own folder, {@code backtrac.base}, where its token is
	 * @throws IOException if the token cannot be read; the message is for people
	 */
	public static RpcClient onThisMachine(URI server, Path base) throws IOException {
		return to(server, TokenFile.read(base));
	}

	/**
	 * A handler of the server as a Java object.
	 *
	 * @param api  an interface whose parameters and results are of the types that {@link Values} knows
	 * @param name the handler's name, such as {@code run}
	 */
	public <T> T proxy(Class<T> api, String name) {
		return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] { api }, new HandlerProxy(this, server, name)));
	}

	/**
	 * Calls a method.
	 *
	 * @param method     its full name, such as {@code run.poll}
	 * @param parameters of the types that {@link Values} knows
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS}, also without asking the server if a text holds a character that cannot travel
	 * @return an Integer, Long, Boolean, Double, String, {@code byte[]}, {@code Object[]} or Map, or null
	 */
	public Object call(String method, Object... parameters) {
		return call(method, List.of(), parameters);
	}

	/** @param names of the parameters, as far as they are known */
	Object call(String method, List<String> names, Object... parameters) {
		List<Object> values = Arrays.stream(parameters).map(Values::toWire).toList();
		for (int i = 0; i < values.size(); i++) {
			Characters.requireCarried(i < names.size() ? names.get(i) : "parameter " + (i + 1), values.get(i));
		}
		HttpResponse<Answer> response = send(request(Messages.write(new Call(method, values)), values));
		takesGzip = response.headers().firstValue("Accept-Encoding").filter(Gzip::isAccepted).isPresent();
		if (response.statusCode() != 200) {
			throw failures.status(response.statusCode());
		}
		try (Answer answer = response.body()) {
			if (answer == null) {
				throw failures.noServer(); // a web page
			}
			if (answer.failure() != null) {
				throw failures.answer(answer.failure());
			}
			return answer.result();
		}
	}

	private HttpRequest request(byte[] xml, Object values) {
		HttpRequest.Builder request = HttpRequest.newBuilder(server).timeout(timeout).header("Content-Type", "text/xml; charset=utf-8")
				.header("Accept-Encoding", Gzip.NAME).header("Authorization", "Bearer " + token);
		if (takesGzip && Gzip.isWorthwhile(xml.length, values)) {
			return request.header("Content-Encoding", Gzip.NAME).POST(BodyPublishers.ofByteArray(Gzip.pack(xml))).build();
		}
		return request.POST(BodyPublishers.ofByteArray(xml)).build();
	}

	/** Ends the calls that are under way. */
	@Override
	public void close() {
		http.shutdownNow();
		http.close();
	}

	/** The HTTP client's own time limit ends with the answer's head; this one is for all of it. */
	private HttpResponse<Answer> send(HttpRequest request) {
		CompletableFuture<HttpResponse<Answer>> answer = http.sendAsync(request, Answer.handler());
		try {
			return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		} catch (TimeoutException e) {
			throw new RpcConnectionException("no answer from " + server + " within " + timeout.toSeconds() + " s", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new RpcConnectionException("the call to " + server + " was interrupted", e);
		} catch (ExecutionException e) {
			throw failures.connection(e.getCause());
		} finally {
			answer.cancel(true);
		}
	}
}
