package backtrac.xmlrpc.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** docs/remote-api.md says what the interfaces say. */
class RemoteApiPageTest {

	private static final String BEGIN = "<!-- from here on made of the interfaces of backtrac.xmlrpc.remote: see CONTRIBUTING.md -->\n";

	private final Path page = Path.of("..", "docs", "remote-api.md");

	@Test
	void thePageIsUpToDate() throws Exception {
		String text = Files.readString(page);
		int begin = text.indexOf(BEGIN) + BEGIN.length();
		assertFalse(begin < BEGIN.length(), () -> page + " has lost the line " + BEGIN);
		String made = new RemoteApiPage().make();
		if (Boolean.getBoolean("backtrac.docs.write")) {
			Files.writeString(page, text.substring(0, begin) + made);
		} else {
			assertEquals(made, text.substring(begin), "docs/remote-api.md is behind: run this test with -Dbacktrac.docs.write=true");
		}
	}

	@Test
	void thePageExplainsEachFault() throws Exception {
		String text = Files.readString(page);
		for (Fault fault : Fault.values()) {
			assertTrue(text.contains("| " + fault.code() + " | " + fault.name() + " |"), fault::name);
		}
	}
}
