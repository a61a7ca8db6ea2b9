package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;
import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.BundleInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

class BundleCommandsTest {

	private static final BundleInfo ODD = new BundleInfo(40, "org.example.odd", "1.2.0", "ACTIVE", BundleInfo.DEPLOYED, "org.example.odd.jar", true, List.of("odd"));

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private FakeServer server;

	@BeforeEach
	void start() throws IOException {
		backtrac = new CommandLineFixture(folder);
		server = new FakeServer(folder);
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void listsAllButLibraries() {
		server.answer("bundle.list", _ -> List.of(new BundleInfo(1, "org.apache.felix.scr", "2.2.18", "ACTIVE", BundleInfo.LIBRARY, "", false, List.of()),
				new BundleInfo(2, "backtrac.smb", "0.1.0", "RESOLVED", BundleInfo.OWN, "", true, List.of()), ODD));
		assertEquals("""
				ID  NAME             VERSION  STATE     KIND      TRANSPORTS
				 2  backtrac.smb     0.1.0    resolved  own       -
				40  org.example.odd  1.2.0    active    deployed  odd
				""", backtrac.run("bundle", "list").assertDone().out());
		List<Map<String, Object>> all = JsonDocument.rows(backtrac.run("bundle", "list", "--all", "--json").assertDone().out());
		assertEquals(3, all.size());
		assertEquals(Map.of("id", 40L, "name", "org.example.odd", "version", "1.2.0", "state", "active", "kind", "deployed", "file", "org.example.odd.jar", "stoppable", true,
				"schemes", List.of("odd")), all.getLast());
	}

	@Test
	void aSmallJarGoesInOneCall() throws IOException {
		Path jar = Files.write(folder.resolve("odd.jar"), new byte[] { 1, 2, 3 });
		server.answer("bundle.install", _ -> ODD);
		server.answer("bundle.update", _ -> ODD);
		assertEquals("installed org.example.odd 1.2.0; it brings the transport odd\n", backtrac.run("bundle", "install", jar).assertDone().out());
		assertArrayEquals(new byte[] { 1, 2, 3 }, (byte[]) server.last("bundle.install").getFirst());
		assertEquals("updated org.example.odd 1.2.0; it brings the transport odd\n", backtrac.run("bundle", "update", "org.example.odd", jar).assertDone().out());
		assertEquals("org.example.odd", server.last("bundle.update").getFirst());
		assertArrayEquals(new byte[] { 1, 2, 3 }, (byte[]) server.last("bundle.update").get(1));

		backtrac.run("bundle", "install", folder.resolve("missing.jar")).assertComplaint(Exit.FAILED, "missing.jar: no such file");
		server.answer("bundle.install", _ -> {
			throw new RpcFault(Fault.REFUSED, "it needs the package x");
		});
		backtrac.run("bundle", "install", jar).assertComplaint(Exit.FAILED, "it needs the package x");
	}

	@Test
	void aLargeOneGoesInParts() throws IOException {
		byte[] content = new byte[2 * BundleApi.LARGEST_PART];
		new Random(1).nextBytes(content);
		Path jar = Files.write(folder.resolve("odd.jar"), content);
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		server.answer("bundle.upload", parameters -> {
			assertEquals(received.size() == 0 ? "" : "u", parameters.getFirst());
			received.writeBytes((byte[]) parameters.get(1));
			return "u";
		});
		server.answer("bundle.install", _ -> ODD);
		backtrac.run("bundle", "install", jar).assertDone();
		assertEquals(2, server.calls("bundle.upload"));
		assertArrayEquals(content, received.toByteArray());
		assertEquals("u", server.last("bundle.install").get(1));
	}

	@Test
	void startsStopsAndRemoves() {
		server.answer("bundle.start", _ -> ODD);
		server.answer("bundle.stop", _ -> ODD);
		server.answer("bundle.remove", _ -> true);
		assertEquals("started org.example.odd 1.2.0; it brings the transport odd\n", backtrac.run("bundle", "start", "40").assertDone().out());
		assertTrue(backtrac.run("bundle", "stop", "40").assertDone().err().contains("so does the server's next start"));
		assertEquals("removed 40\n", backtrac.run("bundle", "remove", "40").assertDone().out());
		assertEquals(List.of("40"), server.last("bundle.remove"));
	}
}
