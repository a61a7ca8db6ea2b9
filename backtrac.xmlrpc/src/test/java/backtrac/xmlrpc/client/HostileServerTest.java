package backtrac.xmlrpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.wire.Gzip;

/** What a server may try with those who call it. This module's tests have 128 MB of memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileServerTest {

	private static final String RESULT = "<methodResponse><params><param><value>%s</value></param></params></methodResponse>";
	private static final String TOKEN = "t".repeat(43);

	/** Runs code when it is made of a stream: what CVE-2019-17570 let a server do. */
	private static final class Gadget extends Exception implements Serializable {

		private static final long serialVersionUID = 1L;
		private static final AtomicBoolean RAN = new AtomicBoolean();

		private void readObject(ObjectInputStream in) throws IOException {
			RAN.set(true);
		}
	}

	@Test
	void anExceptionInAFaultIsNotRead() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new Gadget());
		}
		String fault = """
				<methodResponse><fault><value><struct>
				<member><name>faultCode</name><value><int>7</int></value></member>
				<member><name>faultString</name><value>bad</value></member>
				<member><name>faultCause</name><value><base64>%s</base64></value></member>
				</struct></value></fault></methodResponse>""".formatted(Base64.getEncoder().encodeToString(bytes.toByteArray()));

		RpcFault thrown = assertThrows(RpcFault.class, () -> call(HostileServer.text(fault)));

		assertEquals(7, thrown.code());
		assertEquals("bad", thrown.getMessage());
		assertFalse(Gadget.RAN.get());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "<methodCall/>", "<methodResponse/>", "<methodResponse><params/></methodResponse>x",
			"<methodResponse><fault><value>x</value></fault></methodResponse>", "<methodResponse><fault/></methodResponse>",
			"<methodResponse><fault><value><struct/></value></fault></methodResponse>",
			"<methodResponse><fault><value><struct><member><name>faultCode</name><value>x</value></member></struct></value></fault></methodResponse>",
			"<!DOCTYPE methodResponse SYSTEM 'file:///etc/passwd'><methodResponse/>",
			"<methodResponse xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'><params><param><value><ex:serializable>rO0=</ex:serializable></value></param></params></methodResponse>" })
	void whatIsNoAnswerIsRefused(String text) throws Exception {
		assertThrows(RpcConnectionException.class, () -> call(HostileServer.text(text)));
	}

	@Test
	void nestingIsBounded() {
		String deep = "<array><data><value>".repeat(20_000) + "</value></data></array>".repeat(20_000);
		RpcConnectionException refused = assertThrows(RpcConnectionException.class, () -> call(HostileServer.text(RESULT.formatted(deep))));
		assertTrue(refused.getMessage().contains("nested"), refused.getMessage());
	}

	@Test
	void theSizeOfAnAnswerIsBounded() {
		byte[] more = new byte[1 << 16];
		Arrays.fill(more, (byte) 'x');
		RpcConnectionException refused = assertThrows(RpcConnectionException.class,
				() -> call(HostileServer.endless("<methodResponse><params><param><value>", more)));
		assertTrue(refused.getMessage().contains("too much text"), refused.getMessage());
		byte[] values = ("<value" + " ".repeat(2000) + ">x</value>").repeat(10).getBytes(StandardCharsets.US_ASCII);
		refused = assertThrows(RpcConnectionException.class,
				() -> call(HostileServer.endless("<methodResponse><params><param><value><array><data>", values)));
		assertTrue(refused.getMessage().contains("larger than any"), refused.getMessage());
	}

	@Test
	void comments() {
		byte[] comments = ("<!--" + "x".repeat(60_000) + "-->").getBytes(StandardCharsets.US_ASCII);
		RpcConnectionException refused = assertThrows(RpcConnectionException.class, () -> call(HostileServer.endless("<methodResponse>", comments)));
		assertTrue(refused.getMessage().contains("a comment"), refused.getMessage());
	}

	@Test
	void gzipBombsOfEightServersAtOnce() throws Exception {
		String array = "<methodResponse><params><param><value><array><data>";
		byte[] strings = bomb("<methodResponse><params><param><value><string>", "x");
		byte[] others = bomb(array, "<value>" + "\u4e2d".repeat(300_000) + "</value>");
		byte[] blobs = bomb("<methodResponse><params><param><value><base64>", "AAAA");
		byte[] structs = bomb(array, "<value><struct/></value>");
		byte[] members = bomb("<methodResponse><params><param><value><struct>", "<member><name/><value/></member>");
		byte[] markup = bomb(array, "<value" + " ".repeat(2000) + "/>");
		List<byte[]> bombs = List.of(strings, others, blobs, structs, members, markup, others, blobs);
		try (ExecutorService threads = Executors.newFixedThreadPool(bombs.size())) {
			List<Future<?>> calls = new ArrayList<>();
			for (byte[] bomb : bombs) {
				calls.add(threads.submit(() -> assertThrows(RpcConnectionException.class, () -> call(HostileServer.packed(bomb)))));
			}
			for (Future<?> call : calls) {
				call.get();
			}
		}
		assertEquals("good", call(HostileServer.text(RESULT.formatted("good"))));
	}

	@Test
	void aPageWithoutEndIsNotRead() {
		byte[] more = new byte[1 << 16];
		RpcConnectionException refused = assertThrows(RpcConnectionException.class, () -> call(exchange -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(503, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				while (!Thread.currentThread().isInterrupted()) {
					out.write(more);
				}
			}
		}));
		assertEquals(503, refused.status());
	}

	@Test
	void whatIsNotCompressedAsItSays() {
		for (byte[] bytes : List.of("hello".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(bomb("<methodResponse>", " "), 3000))) {
			RpcConnectionException refused = assertThrows(RpcConnectionException.class, () -> call(HostileServer.packed(bytes)));
			assertTrue(refused.getMessage().contains("does not speak"), refused.getMessage());
		}
	}

	@Test
	void aCompressedAnswerIsRead() throws Exception {
		assertEquals("zipped", call(HostileServer.packed(Gzip.pack(RESULT.formatted("zipped").getBytes(StandardCharsets.US_ASCII)))));
	}

	@Test
	void anAnswerThatDripsIsNotWaitedForLongerThanTheTimeout() {
		HostileServer.Answer drip = exchange -> {
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write('<');
			exchange.getResponseBody().flush();
			hang();
		};
		RpcConnectionException late = assertThrows(RpcConnectionException.class, () -> call(drip, Duration.ofMillis(300)));
		assertTrue(late.getMessage().contains("no answer"), late.getMessage());
	}

	@Test
	void noAnswerAtAllIsNotWaitedForLongerThanTheTimeout() {
		assertThrows(RpcConnectionException.class, () -> call(exchange -> hang(), Duration.ofMillis(300)));
	}

	@Test
	void theTokenIsNotCarriedElsewhere() throws Exception {
		AtomicReference<String> carried = new AtomicReference<>();
		try (HostileServer elsewhere = new HostileServer(exchange -> {
			carried.set(exchange.getRequestHeaders().getFirst("Authorization"));
			HostileServer.text(RESULT.formatted("x")).to(exchange);
		})) {
			RpcConnectionException refused = assertThrows(RpcConnectionException.class, () -> call(exchange -> {
				exchange.getResponseHeaders().set("Location", elsewhere.uri.toString());
				exchange.sendResponseHeaders(307, -1);
			}));
			assertEquals(307, refused.status());
		}
		assertEquals(null, carried.get());
	}

	@Test
	void theTokenDoesNotLeaveThisMachineUnencrypted() {
		for (String uri : new String[] { "http://192.0.2.1/rpc", "ftp://127.0.0.1/rpc", "http:///rpc" }) {
			assertThrows(IllegalArgumentException.class, () -> RpcClient.to(URI.create(uri), TOKEN), uri);
		}
		RpcClient.to(URI.create("https://192.0.2.1/rpc"), TOKEN).close();
	}

	@Test
	void aWebPageIsNoServer() {
		RpcConnectionException page = assertThrows(RpcConnectionException.class, () -> call(exchange -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write("<html>".getBytes());
		}));
		assertTrue(page.getMessage().contains("takes no calls"), page.getMessage());
	}

	@Test
	void nobodyThere() throws Exception {
		URI nobody;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			nobody = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/rpc");
		}
		try (RpcClient client = RpcClient.to(nobody, TOKEN)) {
			RpcConnectionException gone = assertThrows(RpcConnectionException.class, () -> client.call("server.status"));
			assertEquals("no server answers at " + nobody, gone.getMessage());
		}
	}

	@Test
	void anAnswerOfAnotherShapeIsTold() throws Exception {
		try (HostileServer server = new HostileServer(HostileServer.text(RESULT.formatted("<int>1</int>"))); RpcClient client = RpcClient.to(server.uri, TOKEN)) {
			ServerApi api = client.proxy(ServerApi.class, "server");
			assertThrows(RpcConnectionException.class, api::status);
			assertEquals("server at " + server.uri, api.toString());
			assertEquals(api, api);
			assertEquals(api.hashCode(), api.hashCode());
		}
	}

	private static Object call(HostileServer.Answer answer) throws IOException {
		return call(answer, Duration.ofSeconds(20));
	}

	private static Object call(HostileServer.Answer answer, Duration timeout) throws IOException {
		try (HostileServer server = new HostileServer(answer); RpcClient client = new RpcClient(server.uri, TOKEN, timeout)) {
			return client.call("server.status");
		}
	}

	/** Compressed: 96 MiB of the same. */
	private static byte[] bomb(String begin, String fill) {
		byte[] chunk = fill.repeat(Math.max(1, (1 << 18) / fill.length())).getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (OutputStream out = Gzip.fast(zipped)) {
			out.write(begin.getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < (96 << 20) / chunk.length; i++) {
				out.write(chunk);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return zipped.toByteArray();
	}

	/** Until the server is closed. */
	private static void hang() {
		try {
			new CountDownLatch(1).await();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
