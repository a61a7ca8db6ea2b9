package backtrac.xmlrpc.client;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
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

import javax.net.ssl.SSLException;

import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.MalformedException;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.NoRoomException;
import backtrac.xmlrpc.wire.TooLargeException;
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
	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
	private static final String NO_SERVER = "what answers at %s takes no calls: it is no BackTrac server, or one that is starting or stopping";

	private final URI server;
	private final String token;
	private final Duration timeout;
	private final HttpClient http;
	/** Whether the server has said that calls may be compressed (RFC 7694). */
	private volatile boolean takesGzip;

	RpcClient(URI server, String token, Duration timeout) {
		this(server, token, null, timeout);
	}

	RpcClient(URI server, String token, Fingerprint fingerprint, Duration timeout) {
		requireSafe(server);
		if (!TokenFile.isToken(token)) { // nor may a message show what it is
			throw new IllegalArgumentException("what was given as the token for " + server + " is none");
		}
		this.server = server;
		this.token = token;
		this.timeout = timeout;
		HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT)
				.followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY);
		if (isEncrypted(server)) {
			builder.sslContext(ServerTrust.context(fingerprint));
		} else if (fingerprint != null) {
			throw new IllegalArgumentException("a fingerprint is that of a certificate, and " + server + " shows none: call it by https");
		}
		this.http = builder.build();
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
	 * @return an Integer, Long, Boolean, Double, String, {@code byte[]}, {@code Object[]} or Map, or null
	 */
	public Object call(String method, Object... parameters) {
		List<Object> values = Arrays.stream(parameters).map(Values::toWire).toList();
		HttpResponse<Answer> response = send(request(Messages.write(new Call(method, values)), values));
		takesGzip = response.headers().firstValue("Accept-Encoding").filter(Gzip::isAccepted).isPresent();
		if (response.statusCode() != 200) {
			throw new RpcConnectionException(refusal(response.statusCode()), response.statusCode());
		}
		try (Answer answer = response.body()) {
			if (answer == null) {
				throw new RpcConnectionException(NO_SERVER.formatted(server), 0); // a web page
			}
			if (answer.failure() != null) {
				throw thrown(answer.failure());
			}
			return answer.result();
		}
	}

	private RuntimeException thrown(Exception failure) {
		return switch (failure) {
		case RpcFault fault -> new RpcFault(fault.code(), fault.getMessage());
		case TooLargeException e -> new RpcConnectionException("the answer of " + server + " is larger than any that is read: " + e.getMessage(), e);
		case NoRoomException e -> new RpcConnectionException("the answer of " + server + " cannot be read now: " + e.getMessage(), e);
		case MalformedException e -> new RpcConnectionException("what answers at " + server + " does not speak XML-RPC: " + e.getMessage(), e);
		default -> new RpcConnectionException("the connection to " + server + " failed: " + failure.getMessage(), failure);
		};
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
			throw new RpcConnectionException(failure(e.getCause()), e.getCause());
		} finally {
			answer.cancel(true);
		}
	}

	private String failure(Throwable cause) {
		ServerTrust.Refusal refusal = ServerTrust.Refusal.in(cause);
		if (refusal != null) {
			return server + " " + refusal.getMessage();
		}
		return switch (cause) {
		case ConnectException _ -> "no server answers at " + server;
		case SSLException _ -> "what answers at " + server + " does not encrypt, or in a way that is not known or too old: " + cause.getMessage();
		default -> "the connection to " + server + " failed: " + cause.getMessage();
		};
	}

	private String refusal(int status) {
		return switch (status) {
		case 401 -> "the server at " + server + " does not accept the token: is it another server's?";
		case 403 -> "the server at " + server + " takes no calls without encryption from here: call it by https";
		case 404, 405, 503 -> NO_SERVER.formatted(server);
		case 413 -> "the call is too large for the server at " + server;
		default -> "the server at " + server + " answered with HTTP status " + status;
		};
	}

	private static void requireSafe(URI server) {
		boolean safe = isEncrypted(server);
		if ("http".equals(server.getScheme()) && server.getHost() != null) {
			try {
				InetAddress address = InetAddress.getByName(server.getHost());
				// what goes to one of this machine's own addresses never reaches a wire
				safe = address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
			} catch (UnknownHostException e) {
				throw new IllegalArgumentException("there is no machine named " + server.getHost(), e);
			} catch (SocketException e) {
				throw new IllegalArgumentException("this machine's addresses cannot be read: " + e.getMessage(), e);
			}
		}
		if (!safe) {
			throw new IllegalArgumentException("the token would leave this machine without encryption: call " + server + " by https");
		}
	}

	private static boolean isEncrypted(URI server) {
		return "https".equalsIgnoreCase(server.getScheme());
	}
}
