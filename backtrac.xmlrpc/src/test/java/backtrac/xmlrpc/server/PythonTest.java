package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.server.Sample.Kind;
import backtrac.xmlrpc.server.Sample.Point;
import backtrac.xmlrpc.server.Sample.Shape;

/** Python's own client and server are the foreign ones of choice. */
class PythonTest {

	private static final String SCRIPT = """
			import sys, xmlrpc.client
			server = xmlrpc.client.ServerProxy(sys.argv[1], headers=[("Authorization", "Bearer " + sys.argv[2])])
			assert "sample.echo" in server.system.listMethods(), server.system.listMethods()
			assert server.system.methodHelp("sample.echo") == "Answers its parameter."
			name = "smile \\U0001F600 <&> \\u00e4\\n.txt"
			assert server.sample.echo(name) == name, ascii(server.sample.echo(name))
			assert server.sample.add("5000000000", 1) == 5000000001
			assert server.sample.add(2, 3) == 5
			shape = {"full_name": "x", "corner_points": [{"x": 1, "y": 2, "label": "\\U0001F600"}], "closed": True,
				"area": 1.5, "raw": xmlrpc.client.Binary(bytes(range(256))), "kind": "OPEN"}
			grown = server.sample.grow(shape, 1)
			assert grown["corner_points"] == [{"x": 1, "y": 3, "label": "\\U0001F600"}], grown
			assert grown["closed"] is False and grown["area"] == 3.0 and grown["raw"].data == bytes(range(256)), grown
			try:
				server.sample.fail("fault")
				assert False
			except xmlrpc.client.Fault as fault:
				assert fault.faultCode == 1403 and fault.faultString == "busy with <something> & more", fault
			try:
				xmlrpc.client.ServerProxy(sys.argv[1]).system.listMethods()
				assert False
			except xmlrpc.client.Fault as fault:
				assert fault.faultCode == 1404 and "the call has no token" in fault.faultString, fault
			import datetime
			assert server.sample.echo(xmlrpc.client.DateTime(datetime.datetime(2026, 11, 23, 19, 0, 5))) == "2026-11-23T19:00:05Z"
			assert server.sample.echo("x" * 100000) == "x" * 100000  # compressed on its way
			try:
				server.sample.echo(None)
				assert False
			except TypeError:
				pass  # it would have to be told that None may travel
			print("well done")
			""";

	/** Knows no type but those of the specification, which it would otherwise take from us. */
	private static final String STRICT = """
			import sys, xmlrpc.client
			for name in list(xmlrpc.client.Unmarshaller.dispatch):
				if name in ("i8", "i1", "i2", "nil", "ex:nil", "ex:i8", "biginteger", "float", "bigdecimal"):
					del xmlrpc.client.Unmarshaller.dispatch[name]
			""";

	private static final String STRICT_CALLER = STRICT + """
			headers = [("Authorization", "Bearer " + sys.argv[2])]
			server = xmlrpc.client.ServerProxy(sys.argv[1] + "?types=basic", headers=headers)
			assert "sample.echo" in server.system.listMethods()
			assert server.sample.add(2, 3) == 5
			assert server.sample.add("5000000000", 1) == "5000000001"
			assert server.sample.nothing() is True
			shape = {"full_name": "x", "corner_points": [{"x": 1, "y": "5000000000"}], "closed": True, "area": 1.5, "raw": xmlrpc.client.Binary(b"z"), "kind": "OPEN"}
			assert server.sample.grow(shape, 1)["corner_points"] == [{"x": 1, "y": "5000000001"}]
			assert server.sample.map({"a": {"b": 1}}) == {"a": {"b": 1}}
			try:
				server.sample.fail("fault")
				assert False
			except xmlrpc.client.Fault as fault:
				assert fault.faultCode == 1403, fault
			print("well done")
			""";

	/** Keeps connections alive. As it comes it does not, and Java's HTTP client may find that out only when it has sent a call. */
	private static final String SERVER = """
			import socketserver, xmlrpc.server
			xmlrpc.server.SimpleXMLRPCRequestHandler.protocol_version = "HTTP/1.1"
			class Server(socketserver.ThreadingMixIn, xmlrpc.server.SimpleXMLRPCServer):
				daemon_threads = True
			""";

	private static final String STRICT_PEER = STRICT + SERVER + """
			server = Server(("127.0.0.1", 0), logRequests=False, allow_none=False)
			server.register_function(lambda text: text, "sample.echo")
			server.register_function(lambda a, b: a + b, "sample.add")
			def grow(shape, by):
				assert "corner_points" in shape and "label" not in shape["corner_points"][0], shape
				shape["corner_points"][0]["y"] += by
				return shape
			server.register_function(grow, "sample.grow")
			server.register_function(lambda: None, "sample.nothing")
			server.register_function(lambda value: xmlrpc.client.DateTime("20261123T19:00:05"), "sample.any")
			print(server.server_address[1], flush=True)
			server.serve_forever()
			""";

	private static final String PEER = SERVER + """
			server = Server(("127.0.0.1", 0), logRequests=False, allow_none=True)
			server.register_introspection_functions()
			server.register_function(lambda text: text, "sample.echo")
			server.register_function(lambda a, b: a + b, "sample.add")
			server.register_function(lambda value: value, "sample.any")
			print(server.server_address[1], flush=True)
			server.serve_forever()
			""";

	@TempDir
	Path base;

	@Test
	void pythonCalls() throws Exception {
		assertWellDone(SCRIPT);
	}

	@Test
	void pythonWithoutI8AndNilCalls() throws Exception {
		assertWellDone(STRICT_CALLER);
	}

	@Test
	void pythonWithoutI8AndNilIsCalled() throws Exception {
		Process python = python(STRICT_PEER);
		try (BufferedReader output = python.inputReader(StandardCharsets.UTF_8);
				RpcClient client = RpcClient.to(URI.create("http://127.0.0.1:" + output.readLine() + "/RPC2"), "unused")) {
			Sample sample = client.proxy(Sample.class, "sample");
			assertEquals("smile \ud83d\ude00", sample.echo("smile \ud83d\ude00"));
			assertEquals(5, sample.add(2, 3));
			Shape shape = new Shape("x", List.of(new Point(1, 2, null)), true, 1.5, new byte[] { 1, -1 }, Kind.OPEN);
			assertEquals(List.of(new Point(1, 5, null)), sample.grow(shape, 3).cornerPoints());
			assertEquals("2026-11-23T19:00:05Z", sample.any("when"));
			assertEquals("x".repeat(100_000), sample.echo("x".repeat(100_000)));
			assertThrows(RpcFault.class, sample::nothing); // it cannot say None
		} finally {
			python.destroy();
		}
	}

	private void assertWellDone(String script) throws Exception {
		try (RpcTestServer server = new RpcTestServer(base)) {
			server.dispatcher.addHandler(new FakeService("sample", new Sample.Impl(), 0, Sample.class));
			Process python = python(script, server.uri.toString(), server.token);
			String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertTrue(python.waitFor(20, TimeUnit.SECONDS), "python3 has not ended");
			assertEquals("well done\n", output);
		}
	}

	@Test
	void pythonIsCalled() throws Exception {
		Process python = python(PEER);
		try (BufferedReader output = python.inputReader(StandardCharsets.UTF_8);
				RpcClient client = RpcClient.to(URI.create("http://127.0.0.1:" + output.readLine() + "/RPC2"), "unused")) {
			Sample sample = client.proxy(Sample.class, "sample");
			assertEquals("smile \ud83d\ude00 <&>\n", sample.echo("smile \ud83d\ude00 <&>\n"));
			assertEquals(5, sample.add(2, 3));
			assertNull(sample.any(null));
			assertThrows(RpcFault.class, () -> sample.fail("there is no such method"));
			assertTrue(List.of((Object[]) client.call("system.listMethods")).contains("sample.echo"));
		} finally {
			python.destroy();
		}
	}

	private static Process python(String script, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("python3", "-c", script));
		command.addAll(List.of(arguments));
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Redirect.from(new File("/dev/null"))).start();
		} catch (IOException e) {
			return Assumptions.abort("there is no python3 here");
		}
	}
}
