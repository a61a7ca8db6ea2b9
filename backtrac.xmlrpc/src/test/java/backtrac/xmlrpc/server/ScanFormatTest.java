package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.handler.snapshot.RealSnapshots;
import backtrac.xmlrpc.remote.SnapshotApi;

/** The program in docs/scan-format.md reads what a server answers. */
class ScanFormatTest {

	private static final String SCRIPT = """

			import hashlib, sys, xmlrpc.client
			server = xmlrpc.client.ServerProxy(sys.argv[1], headers=[("Authorization", "Bearer " + sys.argv[2])])
			cursor, found = "", []
			while True:
				page = server.snapshot.scan("latest", "", cursor, 2)
				assert page["format"] == 1
				found += entries(page["entries"].data)
				cursor = page["cursor"]
				if not cursor: break
			smile = "\\U0001F600.txt"
			assert [path for path, *_ in found] == [b"a", b"a/one", b"a/two", b"raw\\xff", smile.encode()], found
			path, kind, size, seconds, mode, sha256 = found[1]
			assert (kind, size, mode) == (0, 5, 65535) and sha256 == hashlib.sha256(b"first").hexdigest(), found
			assert found[0][1] == 1 and found[0][5] == ""
			assert [entry["path"] for entry in server.snapshot.search("latest", {"name": "*.txt"})["entries"]] == [smile]
			entry = server.snapshot.browse("latest", "", "", 100)["entries"][1]
			assert entry["name"] == "raw\\\\xff" and entry["raw_name"].data == b"raw\\xff", entry
			assert server.snapshot.read("latest", entry["raw_name"], 0, 100)["data"].data == b"bytes"
			assert server.snapshot.read("latest", smile, 0, 100)["end"] is True
			diff = server.snapshot.diff({"first": "latest", "second": "latest"})
			assert server.snapshot.diffPoll(diff, "", 10, 25000)["counts"]["changed"] == 0
			print("well done")
			""";

	@TempDir
	Path folder;

	@Test
	void pythonReadsTheFormThatIsDescribed() throws Exception {
		Path doc = Path.of("../docs/scan-format.md");
		String text = Files.readString(doc);
		String program = text.substring(text.indexOf("```python\n") + 10, text.indexOf("```\n", text.indexOf("```python\n") + 10));
		assertTrue(program.lines().filter(line -> !line.isBlank()).count() <= 11, program);
		try (RpcTestServer server = new RpcTestServer(folder); RealSnapshots real = new RealSnapshots(folder)) {
			real.file("a/one", "first").file("a/two", "second").file("raw\\xff", "bytes").file("\uD83D\uDE00.txt", "smile").take("nas", "docs", "2026-03-01T00:00:00Z");
			server.dispatcher.addHandler(new FakeService("snapshot", real.handler(), 0, SnapshotApi.class));
			Process python = python(program + SCRIPT.replace("\t", "    "), server.uri.toString(), server.token);
			String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertTrue(python.waitFor(20, TimeUnit.SECONDS), "python3 has not ended");
			assertEquals("well done\n", output);
		}
	}

	private static Process python(String... arguments) throws IOException {
		try {
			return new ProcessBuilder("python3", "-c", arguments[0], arguments[1], arguments[2]).redirectErrorStream(true).redirectInput(Redirect.from(new File("/dev/null")))
					.start();
		} catch (IOException e) {
			return Assumptions.abort("there is no python3 here");
		}
	}
}
