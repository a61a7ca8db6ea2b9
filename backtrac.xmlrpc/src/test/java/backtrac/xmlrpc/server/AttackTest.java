package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.wire.Limits;

/** What a caller who has the token may try. This module's tests have 128 MB of memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttackTest {

	private static final String EXTENSIONS = "xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'";

	@TempDir
	static Path base;

	private static RpcTestServer server;

	@BeforeAll
	static void start() throws Exception {
		server = new RpcTestServer(base);
		server.dispatcher.addHandler(new FakeService("sample", new Sample.Impl(), 0, Sample.class));
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	@AfterEach
	void theServerAnswersAGoodCallAfterIt() {
		try (RpcClient client = server.client()) {
			assertEquals("still here", client.call("sample.echo", "still here"));
		}
	}

	static Stream<Arguments> malformed() {
		String deep = "<value><array><data>".repeat(20_000) + "</data></array></value>".repeat(20_000);
		String tenDeep = "<array><data><value>".repeat(10) + "x" + "</value></data></array>".repeat(10);
		return Stream.of(
				Arguments.of("nothing", ""),
				Arguments.of("no XML", "hello"),
				Arguments.of("another root", "<methodResponse/>"),
				Arguments.of("no method", "<methodCall/>"),
				Arguments.of("no value", "<methodCall><methodName>sample.any</methodName><params><param/></params><x/></methodCall>"),
				Arguments.of("an unknown type", RpcServletTest.call("sample.any", "<float>1</float>")),
				Arguments.of("an attribute", RpcServletTest.call("sample.any", "<int a='1'>1</int>")),
				Arguments.of("names without end", RpcServletTest.call("sample.any", "<a1><a2><a3/></a2></a1>")),
				Arguments.of("prefixes without end", RpcServletTest.call("sample.any", prefixes())),
				Arguments.of("no time", RpcServletTest.call("sample.any", "<dateTime.iso8601>20261332T00:00:00</dateTime.iso8601>")),
				Arguments.of("no number", RpcServletTest.call("sample.any", "<int>x</int>")),
				Arguments.of("a number in a number", RpcServletTest.call("sample.any", "<int><int>1</int></int>")),
				Arguments.of("a struct without a name", RpcServletTest.call("sample.any", "<struct><member><value>1</value></member></struct>")),
				Arguments.of("bad base64", RpcServletTest.call("sample.any", "<base64>!!!</base64>")),
				Arguments.of("a serialized object, CVE-2016-5003", "<methodCall " + EXTENSIONS + "><methodName>sample.any</methodName>"
						+ "<params><param><value><ex:serializable>rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==</ex:serializable></value></param></params></methodCall>"),
				Arguments.of("a DOM tree", "<methodCall " + EXTENSIONS
						+ "><methodName>sample.any</methodName><params><param><value><ex:dom><a/></ex:dom></value></param></params></methodCall>"),
				Arguments.of("an entity", "<!DOCTYPE methodCall [<!ENTITY e 'x'>]>" + RpcServletTest.call("sample.echo", "&e;").substring(21)),
				Arguments.of("a billion laughs", laughs()),
				Arguments.of("a file as an entity", "<!DOCTYPE methodCall [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
						+ RpcServletTest.call("sample.echo", "&e;").substring(21)),
				Arguments.of("a processing instruction", "<?evil x?>" + RpcServletTest.call("sample.echo", "x").substring(21)),
				Arguments.of("20,000 arrays in each other", RpcServletTest.call("sample.any", deep.substring(7, deep.length() - 8))),
				Arguments.of("10 arrays in each other", RpcServletTest.call("sample.any", tenDeep)),
				Arguments.of("2,000,000 elements", RpcServletTest.call("sample.any", "<array><data>" + "<nil/>".repeat(1_100_000) + "</data></array>")),
				Arguments.of("a method's name without end", RpcServletTest.call("x".repeat(5_000_000))),
				Arguments.of("a method's name of references", RpcServletTest.call("&#65;".repeat(1_000_000))),
				Arguments.of("a control character", "\0"));
	}

	private static String prefixes() {
		StringBuilder values = new StringBuilder("<array><data>");
		for (int i = 0; i < 1000; i++) {
			values.append("<value xmlns:p").append(i).append("='u").append(i).append("'/>");
		}
		return values.append("</data></array>").toString();
	}

	private static String laughs() {
		StringBuilder entities = new StringBuilder("<!DOCTYPE methodCall [<!ENTITY a0 'ha'>");
		for (int i = 1; i < 30; i++) {
			entities.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
		}
		return entities + "]>" + RpcServletTest.call("sample.echo", "&a29;").substring(21);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void malformed(String what, String xml) throws Exception {
		assertMalformed(server.post(xml));
	}

	@Test
	void externalDtdIsNotFetched() throws Exception { // CVE-2016-5002
		try (ServerSocket attacker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			attacker.setSoTimeout(300);
			assertMalformed(server.post("<!DOCTYPE methodCall SYSTEM 'http://127.0.0.1:" + attacker.getLocalPort() + "/evil.dtd'>"
					+ RpcServletTest.call("sample.echo", "x").substring(21)));
			assertThrows(SocketTimeoutException.class, attacker::accept);
		}
	}

	@Test
	void brokenBytes() throws Exception {
		byte[] xml = RpcServletTest.call("sample.echo", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
		assertMalformed(server.post(BodyPublishers.ofByteArray(xml)));
		assertMalformed(server.post(BodyPublishers.ofString("this is not gzip"), "Content-Encoding", "gzip"));
		byte[] whole = gzip("<methodCall><!-- ", (byte) 'x', 1 << 20);
		assertMalformed(server.post(BodyPublishers.ofByteArray(Arrays.copyOf(whole, whole.length / 2)), "Content-Encoding", "gzip"));
	}

	@Test
	void gzipIsRead() throws Exception {
		byte[] xml = RpcServletTest.utf8(RpcServletTest.call("sample.echo", "zipped"));
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write(xml);
		}
		assertTrue(server.post(BodyPublishers.ofByteArray(zipped.toByteArray()), "Content-Encoding", "gzip").body().contains("zipped"));
	}

	@Test
	void gzipBombs() throws Exception { // CVE-2016-5004
		int much = Limits.CALL.plainBytes() * 3 / 2;
		String string = "<methodCall><methodName>sample.echo</methodName><params><param><value><string>";
		for (String begin : new String[] { string, "<methodCall><!--", "<methodCall a='", "<methodCall>", "<methodCall><x" }) {
			HttpResponse<String> answer = server.post(BodyPublishers.ofByteArray(gzip(begin, (byte) 'A', much)), "Content-Encoding", "gzip");
			assertMalformed(answer);
		}
		byte[] elements = gzip("<methodCall><methodName>sample.echo</methodName><params>", "<param><value/></param>", much);
		assertMalformed(server.post(BodyPublishers.ofByteArray(elements), "Content-Encoding", "gzip"));
	}

	@Test
	void tooLargeABody() throws Exception {
		assertEquals(413, server.post(BodyPublishers.ofByteArray(new byte[Limits.CALL.bodyBytes() + 1])).statusCode());
		// without a length, and with nothing else to refuse it for
		byte[] blank = RpcServletTest.utf8("<param><value>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</value></param>");
		byte[] begin = RpcServletTest.utf8("<methodCall><methodName>sample.echo</methodName><params>");
		byte[] body = Arrays.copyOf(begin, Limits.CALL.bodyBytes() + 100_000);
		for (int at = begin.length; at + blank.length < body.length; at += blank.length) {
			System.arraycopy(blank, 0, body, at, blank.length);
		}
		assertEquals(413, server.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).statusCode());
	}

	@Test
	void tooMuchAfterUnzipping() throws Exception {
		String param = "<param%s><value>x</value></param>".formatted(" ".repeat(2000));
		byte[] zipped = gzip("<methodCall><methodName>sample.echo</methodName><params>", param, Limits.CALL.plainBytes() * 3 / 2);
		assertEquals(413, server.post(BodyPublishers.ofByteArray(zipped), "Content-Encoding", "gzip").statusCode());
	}

	private static void assertMalformed(HttpResponse<String> answer) {
		assertEquals(200, answer.statusCode());
		assertTrue(answer.body().contains("<i4>-32700</i4>"), answer.body());
		assertFalse(answer.body().contains("Exception") || answer.body().contains("\tat "), answer.body());
	}

	private static byte[] gzip(String begin, byte fill, int count) {
		return gzip(begin, String.valueOf((char) fill), count);
	}

	/** Compressed: a beginning, and something again and again, some bytes in all. */
	static byte[] gzip(String begin, String fill, int bytes) {
		byte[] unit = RpcServletTest.utf8(fill);
		byte[] chunk = RpcServletTest.utf8(fill.repeat(Math.max(1, (1 << 18) / unit.length)));
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write(RpcServletTest.utf8(begin));
			for (int i = 0; i < bytes / chunk.length; i++) {
				gzip.write(chunk);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return zipped.toByteArray();
	}
}
