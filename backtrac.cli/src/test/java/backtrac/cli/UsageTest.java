package backtrac.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Terminal;
import backtrac.cli.installation.Installation;

/** What is typed wrong, asked for, or goes wrong before anything is done. */
class UsageTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;

	@BeforeEach
	void makeCommandLine() {
		backtrac = new CommandLineFixture(folder);
	}

	@Test
	void alonePrintsTheHelpAsWrongUsage() {
		for (String[] group : new String[][] { {}, { "repo" }, { "server" }, { "client" }, { "plan" }, { "run" }, { "snapshot" } }) {
			CommandLineFixture.Result result = backtrac.run((Object[]) group);
			assertEquals(Exit.USAGE, result.exit());
			assertEquals("", result.out());
			assertTrue(result.err().contains("Commands:"), result.err());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "quickstart", "server", "server run", "server start", "server stop", "server status", "server pause", "server resume",
			"client", "client list", "client add", "client pause", "client resume", "client remove", "plan", "plan list", "plan show", "plan add", "plan set",
			"plan pause", "plan resume", "plan remove", "plan next", "run", "run list", "run start", "run show", "run log", "run cancel", "snapshot",
			"snapshot list", "snapshot pin", "snapshot unpin", "repo", "repo init", "repo backup",
			"repo import", "repo snapshots", "repo ls", "repo cat", "repo diff", "repo restore", "repo export", "repo verify", "repo scrub", "repo rebuild", "repo trees",
			"repo pin", "repo unpin", "repo forget", "repo prune", "retention", "schedule" })
	void everyCommandHasAHelp(String command) {
		String[] words = (command + " --help").strip().split(" ");
		CommandLineFixture.Result result = backtrac.run((Object[]) words).assertDone();
		assertTrue(result.out().contains(("Usage: backtrac " + command).strip() + " ["), result.out());
		assertEquals("", result.err());
	}

	@Test
	void theHelpNamesAllThatThereIsAndNothingElse() {
		assertEquals("quickstart server client plan run snapshot repo retention schedule", commandsIn(backtrac.run("--help").out()));
		assertEquals("init backup import snapshots ls cat diff restore export verify scrub rebuild trees pin unpin forget prune", commandsIn(backtrac.run("repo", "--help").out()));
		assertEquals("run start stop status pause resume", commandsIn(backtrac.run("server", "--help").out()));
		assertEquals("list add pause resume remove", commandsIn(backtrac.run("client", "--help").out()));
		assertEquals("list show add set pause resume remove next", commandsIn(backtrac.run("plan", "--help").out()));
		assertEquals("list start show log cancel", commandsIn(backtrac.run("run", "--help").out()));
		assertEquals("list pin unpin", commandsIn(backtrac.run("snapshot", "--help").out()));
	}

	@Test
	void wrongUsageIsOneLineAndTwo() {
		backtrac.run("burn").assertComplaint(Exit.USAGE, "'burn'", "backtrac --help");
		backtrac.run("repo", "burn").assertComplaint(Exit.USAGE, "'burn'", "backtrac repo --help");
		backtrac.run("repo", "init").assertComplaint(Exit.USAGE, "REPO", "backtrac repo init --help");
		backtrac.run("repo", "init", "a", "b").assertComplaint(Exit.USAGE, "too many: 'b'");
		backtrac.run("repo", "ls", "a", "b", "--tree").assertComplaint(Exit.USAGE, "--tree");
		backtrac.run("repo", "ls", "a", "b", "../c").assertComplaint(Exit.USAGE, "'..'");
		backtrac.run("repo", "restore", "a", "b", "c", "--path", "x\\y").assertComplaint(Exit.USAGE, "backslash");
		backtrac.run("repo", "backup", "a", folder, "--client", "a/b").assertComplaint(Exit.USAGE, "a/b");
		backtrac.run("repo", "backup", "a", folder, "--exclude", "[a").assertComplaint(Exit.USAGE, "[a");
		backtrac.run("server", "start", "--port", "0").assertComplaint(Exit.USAGE, "1 to 65535");
		backtrac.run("plan", "list", "--server", "ftp://x").assertComplaint(Exit.USAGE, "a server is as https://", "backtrac plan list --help");
		backtrac.run("quickstart", "--port", "http").assertComplaint(Exit.USAGE, "'http' is no whole number");
	}

	@Test
	void whatWasMeantIsSuggested() {
		backtrac.run("repo", "backp").assertComplaint(Exit.USAGE, "'backp'", "did you mean 'backup'?");
		backtrac.run("quikstart").assertComplaint(Exit.USAGE, "did you mean 'quickstart'?");
		backtrac.run("repo", "snapshots", "a", "--jsn").assertComplaint(Exit.USAGE, "did you mean '--json'?");
	}

	@Test
	void aFolderThatHasNoNameIsNotTheCurrentOne() {
		backtrac.run("repo", "init", "").assertComplaint(Exit.FAILED, "empty");
		backtrac.run("repo", "snapshots", "").assertComplaint(Exit.FAILED, "empty");
		backtrac.run("repo", "backup", "a", "").assertComplaint(Exit.FAILED, "empty");
	}

	@Test
	void aNameThatJavaCouldNotReadIsNotTakenForAnother() {
		backtrac.run("repo", "init", folder.resolve("r\uFFFD")).assertComplaint(Exit.FAILED, "UTF-8", "symbolic link");
		backtrac.run("repo", "backup", "a", folder.resolve("s\uFFFD")).assertComplaint(Exit.FAILED, "UTF-8", "symbolic link");
	}

	@Test
	void theVersionTellsOfJavaToo() {
		assertTrue(backtrac.run("--version").assertDone().out().contains("Java " + System.getProperty("java.version")));
	}

	@Test
	void aFolderToProtectMustBeOne() throws IOException {
		Path file = Files.writeString(folder.resolve("file"), "x");
		backtrac.run("quickstart", folder.resolve("missing")).assertComplaint(Exit.FAILED, "missing", "no such folder");
		backtrac.run("quickstart", file).assertComplaint(Exit.FAILED, "file", "not a folder");
		assertFalse(Files.exists(folder.resolve("base")), "no server was prepared for it");
	}

	@Test
	void withoutAServerTheStatusSaysSo() throws IOException {
		Files.createDirectories(folder.resolve("home/etc"));
		Files.writeString(folder.resolve("home/etc/org.apache.felix.http.cfg"), "org.osgi.service.http.port = 8080\n");
		CommandLineFixture.Result status = backtrac.run("server", "status");
		assertEquals(Exit.FAILED, status.exit());
		assertEquals("the server is not running\n", status.out());
		assertEquals("{\"running\":false,\"answering\":false,\"base\":\"" + folder.resolve("base") + "\"}\n", backtrac.run("server", "status", "--json").out());
		assertEquals("the server is not running\n", backtrac.run("server", "stop").assertDone().out());
	}

	@Test
	void aStackTraceOnlyForThoseWhoAskForIt() {
		backtrac.run("repo", "snapshots", folder).assertComplaint(Exit.FAILED, folder.toString());
		String err = backtrac.debug("repo", "snapshots", folder).err();
		assertTrue(err.contains("\tat backtrac."), err);
	}

	@Test
	void aFullDiskBehindStandardOutputIsAFailureAndAReaderThatHasGoneIsNoNews() {
		assertEquals("1: backtrac: standard output: No space left on device\n", helpTo("No space left on device"));
		assertEquals("1: ", helpTo("Broken pipe"));
	}

	private String helpTo(String failure) {
		OutputStream out = new OutputStream() {
			@Override
			public void write(int b) throws IOException {
				throw new IOException(failure);
			}
		};
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Console console = new Console(InputStream.nullInputStream(), out, new PrintStream(err), () -> Terminal.NONE);
		Installation installation = new Installation(folder.resolve("home"), folder.resolve("base"));
		int exit = new Main(console, installation, false).execute("repo", "--help");
		return exit + ": " + err;
	}

	private static String commandsIn(String help) {
		String list = help.substring(help.indexOf("Commands:\n") + "Commands:\n".length());
		return String.join(" ", list.lines().takeWhile(line -> !line.isBlank()).map(line -> line.strip().split(" ")[0]).toList());
	}
}
