package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** The program in docs/remote-api.md works as it stands there: Python's own XML-RPC, encrypted. */
class RemoteApiExampleTest {

	private static final Path PAGE = Path.of("..", "..", "docs", "remote-api.md");
	private static final String BEGIN = "```python\n";

	@TempDir
	Path folder;

	@Test
	void theExampleBacksAFolderUp() throws Exception {
		String page = Files.readString(PAGE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		String program = page.substring(begin, page.indexOf("```", begin));
		assertEquals(10, program.lines().count(), "ten lines do");
		Path source = Files.createDirectories(folder.resolve("letters"));
		Files.writeString(source.resolve("smile \uD83D\uDE00.txt"), "dear reader\n");
		try (Product product = new Product(folder.resolve("base"), true)) {
			int port = FreePort.find();
			product.run("server", "start", "--port", Integer.toString(FreePort.find()), "--tls-port", Integer.toString(port)).assertDone();
			Path data = product.base().resolve("data");
			String log = product.execute(Map.of("PYTHONUTF8", "1"), List.of("python3", "-c", program, "https://127.0.0.1:" + port + "/rpc", data.resolve("token").toString(),
					data.resolve("https/certificate.pem").toString(), source.toString())).assertDone().out();
			assertTrue(log.contains("SUCCEEDED: 1 file, "), log);
			String names = Script.run(product, """
					print([entry["name"] for entry in server.rpc.snapshot.browse("latest", "", "", 100)["entries"]])
					""");
			assertEquals("['smile \uD83D\uDE00.txt']", names);
		}
	}
}
