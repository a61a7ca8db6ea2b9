package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.server.Sample.Kind;
import backtrac.xmlrpc.server.Sample.Point;
import backtrac.xmlrpc.server.Sample.Shape;
import backtrac.xmlrpc.wire.Limits;

class RpcServletTest {

	@TempDir
	Path base;

	private RpcTestServer server;
	private RpcClient client;
	private FakeService service;
	private Sample sample;

	@BeforeEach
	void start() throws Exception {
		server = new RpcTestServer(base);
		service = new FakeService("sample", new Sample.Impl(), 0, Sample.class);
		server.dispatcher.addHandler(service);
		client = server.client();
		sample = client.proxy(Sample.class, "sample");
	}

	@AfterEach
	void stop() throws Exception {
		client.close();
		server.close();
		assertEquals(0, service.inUse(), "services that were fetched and not given back");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  x  ", "h\u00e4llo", "\ud83d\ude00 smile.txt", "a\r\nb\rc\td", "<&>\"'", "]]>", "e\u0301", "\u4e2d\u6587", "\uFFFD" })
	void everyStringSurvives(String text) {
		assertEquals(text, sample.echo(text));
	}

	@Test
	void recordsTravelThereAndBack() {
		Shape shape = new Shape("three corners", List.of(new Point(1, 5_000_000_000L, "a"), new Point(-2, -1, null)), true, 1.5,
				new byte[] { 0, -1, 127 }, Kind.OPEN);

		Shape grown = sample.grow(shape, 3);

		assertEquals(List.of(new Point(1, 5_000_000_003L, "a"), new Point(-2, 2, null)), grown.cornerPoints());
		assertEquals("three corners", grown.fullName());
		assertFalse(grown.closed());
		assertEquals(3.0, grown.area());
		assertArrayEquals(shape.raw(), grown.raw());
		assertEquals(Kind.CLOSED, grown.kind());
	}

	@Test
	void structsHaveKeysInSnakeCase() {
		Shape shape = new Shape("x", List.of(), true, 1, new byte[0], Kind.OPEN);

		Map<?, ?> struct = (Map<?, ?>) client.call("sample.grow", shape, 0L);

		assertEquals(Set.of("full_name", "corner_points", "closed", "area", "raw", "kind"), struct.keySet());
	}

	@Test
	void aMemberThatIsNotKnownIsRefused() {
		Map<String, Object> shape = Map.of("full_name", "x", "corner_points", List.of(), "closed", true, "area", 1.0, "colour", "red");
		assertTrue(assertFault(Fault.BAD_PARAMETERS, () -> client.call("sample.grow", shape, 0)).getMessage().startsWith("parameter 1 has no member 'colour': there are full_name, corner_points"));
	}

	@Test
	void mapsAndNothingTravel() {
		assertEquals("y", ((Map<?, ?>) sample.map(Map.of("x", Map.of("x", "y"))).get("x")).get("x"));
		sample.nothing();
		assertEquals(true, client.call("sample.nothing"));
		assertEquals(null, sample.any(null));
	}

	@Test
	void longIntegersTravelAsI8AndAreTakenAsDecimalStrings() throws Exception {
		assertEquals(5_000_000_001L, sample.add(5_000_000_000L, 1));
		assertEquals(Long.MIN_VALUE, sample.add(Long.MIN_VALUE, 0));
		assertEquals(5_000_000_001L, client.call("sample.add", "5000000000", 1));
		assertTrue(server.post(call("sample.add", "<i8>5000000000</i8>", "<i4>1</i4>")).body().contains("<i8>5000000001</i8>"));
		assertTrue(server.post(call("sample.add", "<int>1</int>", "<string>2</string>")).body().contains("<i4>3</i4>"));
		assertFault(Fault.BAD_PARAMETERS, () -> client.call("sample.add", "1e9", 1));
		assertFault(Fault.BAD_PARAMETERS, () -> client.call("sample.add", "9999999999999999999", 1));
	}

	@Test
	void faultsHaveTheirCodes() {
		RpcFault busy = assertFault(Fault.BUSY, () -> sample.fail("fault"));
		assertEquals("busy with <something> & more", busy.getMessage());
		assertFault(Fault.NO_METHOD, () -> client.call("sample.getClass"));
		assertFault(Fault.NO_METHOD, () -> client.call("sample."));
		assertFault(Fault.UNAVAILABLE, () -> client.call("nobody.there"));
		assertFault(Fault.UNAVAILABLE, () -> client.call(""));
		server.dispatcher.troubles = () -> List.of("the disk is away", "the catalog is away");
		assertEquals("there is no handler 'nobody' now: the disk is away; the catalog is away",
				assertFault(Fault.UNAVAILABLE, () -> client.call("nobody.there")).getMessage());
		assertEquals("its database cannot be reached", assertFault(Fault.UNAVAILABLE, () -> sample.fail("catalog")).getMessage());
		assertFault(Fault.BAD_PARAMETERS, () -> client.call("sample.echo"));
		assertFault(Fault.BAD_PARAMETERS, () -> client.call("sample.echo", 5));
		assertFault(Fault.BAD_PARAMETERS, () -> client.call("sample.grow", Map.of("full_name", "no closed"), 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "state", "memory", "unwritable", "surrogate" })
	void whatTheServerFailsAtStaysInItsLog(String how) {
		RpcFault fault = assertFault(Fault.INTERNAL, () -> sample.fail(how));
		assertTrue(fault.getMessage().matches("internal error [0-9a-f]{8}: the server's log has the details"), fault.getMessage());
	}

	@Test
	void aClientDoesNotSendWhatCannotTravel() {
		assertFault(Fault.BAD_PARAMETERS, () -> sample.echo("a\u0001b"));
		assertThrows(IllegalArgumentException.class, () -> sample.any(Path.of("/")));
	}

	@Test
	void handlersComeAndGo() {
		server.dispatcher.removeHandler(service);
		assertFault(Fault.UNAVAILABLE, () -> sample.echo("x"));
		server.dispatcher.addHandler(service);
		assertEquals("x", sample.echo("x"));
		FakeService better = new FakeService("sample", (Other) () -> "better", 10, Other.class);
		server.dispatcher.addHandler(better);
		assertEquals("better", client.call("sample.name"));
		assertFault(Fault.NO_METHOD, () -> sample.echo("x"));
		server.dispatcher.removeHandler(better);
		assertEquals("x", sample.echo("x"));
	}

	@Test
	void handlersThatCannotBeCalledAreLeftOut() {
		server.dispatcher.addHandler(new FakeService("system", (Other) () -> "mine", 0, Other.class));
		server.dispatcher.addHandler(new FakeService("over", new Object(), 0, Overloaded.class));
		server.dispatcher.addHandler(new FakeService("strange", new Object(), 0, Strange.class));
		server.dispatcher.addHandler(new FakeService("java", (Runnable) () -> { }, 0, Runnable.class));
		server.dispatcher.addHandler(new FakeService("classes", new Sample.Impl(), 0, Sample.Impl.class));
		assertArrayEquals(
				new Object[] { "sample.add", "sample.any", "sample.echo", "sample.fail", "sample.grow", "sample.map", "sample.nothing",
						"system.listMethods", "system.methodHelp", "system.methodSignature" },
				(Object[]) client.call("system.listMethods"));
	}

	@Test
	void methodsDescribeThemselves() {
		assertEquals("Answers its parameter.", client.call("system.methodHelp", "sample.echo"));
		assertEquals("", client.call("system.methodHelp", "sample.any"));
		assertArrayEquals(new Object[] { new Object[] { "struct", "struct", "i8" } },
				(Object[]) client.call("system.methodSignature", "sample.grow"));
		assertFault(Fault.NO_METHOD, () -> client.call("system.methodHelp", "sample.none"));
	}

	@Test
	void onlyTheTokenOpens() throws Exception {
		String body = "<this is not even looked at";
		HttpResponse<String> none = server.send(HttpRequest.newBuilder(server.uri).POST(BodyPublishers.ofString(body)));
		assertEquals(200, none.statusCode());
		assertTrue(none.body().contains("<i4>1404</i4>") && none.body().contains("the call has no token"), none.body());
		for (String wrong : List.of("Bearer ", "Bearer x", "Bearer " + server.token + "x", "Basic " + server.token, server.token)) {
			assertTrue(server.send(HttpRequest.newBuilder(server.uri).POST(BodyPublishers.ofString(body)).header("Authorization", wrong)).body()
					.contains("<i4>1404</i4>"), wrong);
		}
		try (RpcClient stranger = RpcClient.to(server.uri, "x".repeat(43))) {
			assertFault(Fault.UNAUTHORIZED, () -> stranger.call("system.listMethods"));
		}
		try (RpcClient user = RpcClient.onThisMachine(server.uri, base)) {
			assertNotNull(user.call("system.listMethods"));
		}
	}

	@Test
	void onlyXmlIsPosted() throws Exception {
		HttpResponse<String> get = server.send(HttpRequest.newBuilder(server.uri).header("Authorization", "Bearer " + server.token));
		assertEquals(405, get.statusCode());
		assertEquals(Optional.of("POST"), get.headers().firstValue("Allow"));
		for (String method : List.of("PUT", "DELETE", "OPTIONS", "TRACE")) {
			assertEquals(405, server.send(HttpRequest.newBuilder(server.uri).method(method, BodyPublishers.noBody())).statusCode(), method);
		}
		HttpRequest.Builder json = HttpRequest.newBuilder(server.uri).POST(BodyPublishers.ofString("{}"))
				.header("Authorization", "Bearer " + server.token).header("Content-Type", "application/json");
		assertEquals(415, server.send(json).statusCode());
		assertEquals(415, server.post(BodyPublishers.ofString("x"), "Content-Encoding", "br").statusCode());
		HttpRequest.Builder elsewhere = HttpRequest.newBuilder(server.uri.resolve("/rpc/x")).POST(BodyPublishers.ofString("x"))
				.header("Authorization", "Bearer " + server.token).header("Content-Type", "text/xml");
		assertEquals(404, server.send(elsewhere).statusCode());
	}

	@Test
	void largeMessagesAreCompressedForWhoTakesThat() throws Exception {
		String text = "x".repeat(100_000);
		try (RawConnection connection = server.connect()) {
			byte[] call = utf8(call("sample.echo", text));
			connection.send(connection.head(call.length, "Accept-Encoding: deflate, gzip"));
			connection.send(call);
			RawConnection.Answer packed = connection.answer();
			assertTrue(packed.head().contains("Content-Encoding: gzip"), packed.head());
			assertTrue(packed.body().length < 5_000, () -> "" + packed.body().length);
			connection.send(connection.head(call.length));
			connection.send(call);
			RawConnection.Answer plain = connection.answer();
			assertFalse(plain.head().contains("Content-Encoding"), plain.head());
			assertTrue(plain.text().contains(text));
			assertTrue(plain.head().contains("Accept-Encoding: gzip"), plain.head());
		}
		assertEquals(text, sample.echo(text)); // now the client knows that calls may be compressed
		assertEquals(text, sample.echo(text));
	}

	@Test
	void otherMachinesCallWithEncryptionUnlessTheyMayDoOtherwise() throws Exception {
		Optional<InetAddress> outer = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
				.filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()).findFirst();
		Assumptions.assumeTrue(outer.isPresent(), "this machine has no address but the loopback one");
		try (RpcTestServer open = new RpcTestServer(base, outer.get().getHostAddress())) {
			HttpResponse<String> refused = open.post(call("system.listMethods"));
			assertEquals(403, refused.statusCode());
			assertEquals("", refused.body());
		}
		try (RpcTestServer open = new RpcTestServer(base, outer.get().getHostAddress(), new PlainHttp(true))) {
			assertEquals(200, open.post(call("system.listMethods")).statusCode());
		}
	}

	@Test
	void whatCallersLeaveBehindIsNotTakenForTheNextCall() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertEquals(413, server.post(BodyPublishers.ofByteArray(new byte[Limits.CALL.bodyBytes() + 1])).statusCode());
			assertEquals("x", sample.echo("x"));
		}
	}

	static String call(String method, String... values) {
		StringBuilder xml = new StringBuilder("<?xml version='1.0'?><methodCall><methodName>" + method + "</methodName><params>");
		for (String value : values) {
			xml.append("<param><value>").append(value).append("</value></param>");
		}
		return xml.append("</params></methodCall>").toString();
	}

	static RpcFault assertFault(Fault expected, Executable call) {
		RpcFault fault = assertThrows(RpcFault.class, call);
		assertEquals(expected.code(), fault.code(), fault.getMessage());
		return fault;
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	interface Other {
		String name();
	}

	interface Overloaded {
		String name();

		String name(String other);
	}

	interface Strange {
		Path path();
	}
}
