package backtrac.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers for a line that is typed in part. */
class CompletionCommandTest {

	@TempDir
	Path folder;

	private Set<String> offered(String... words) throws IOException, InterruptedException {
		Path script = folder.resolve("script");
		Files.write(script, new CommandLineFixture(folder).run("completion", "bash").assertDone().bytes());
		String line = "source " + script + "; COMP_WORDS=(" + String.join(" ", words) + " ''); COMP_CWORD=" + words.length
				+ "; _complete_backtrac; printf '%s\\n' \"${COMPREPLY[@]}\"";
		Process bash = new ProcessBuilder("bash", "--norc", "-c", line).redirectErrorStream(true).start();
		bash.getOutputStream().close();
		String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertTrue(bash.waitFor(10, TimeUnit.SECONDS), "bash has not ended");
		assertEquals(0, bash.exitValue(), offered);
		return new TreeSet<>(Arrays.asList(offered.strip().split("\\s+")));
	}

	@Test
	void commandsAndOptionsAreCompleted() throws Exception {
		assertTrue(offered("backtrac").containsAll(Set.of("quickstart", "plan", "repo", "completion")));
		assertTrue(offered("backtrac", "plan").containsAll(Set.of("list", "add", "set")));
		assertTrue(offered("backtrac", "completion").containsAll(Set.of("bash", "zsh")));
	}

	@Test
	void zshTakesTheSameScript() {
		CommandLineFixture backtrac = new CommandLineFixture(folder);
		assertArrayEquals(backtrac.run("completion", "bash").bytes(), backtrac.run("completion", "zsh").bytes());
		backtrac.run("completion", "fish").assertComplaint(2, "fish", "bash", "zsh");
	}
}
