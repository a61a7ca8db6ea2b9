package backtrac.cli.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.console.Failure;

class ServerProcessTest {

	@TempDir
	Path base;

	private Installation installation;
	private ServerProcess server;
	private final List<Process> started = new ArrayList<>();

	@BeforeEach
	void makeBase() throws IOException {
		installation = new Installation(base, base);
		Files.createDirectories(installation.data());
		server = new ServerProcess(installation);
	}

	@AfterEach
	void endProcesses() {
		started.forEach(Process::destroyForcibly);
	}

	@Test
	void noFileNoServer() throws IOException {
		assertEquals(Optional.empty(), server.find());
	}

	@Test
	void aNumberThatAnotherProgramHasNowIsNoServer() throws IOException {
		server.claim(ProcessHandle.current().pid());
		assertEquals(Optional.empty(), server.find());
	}

	@Test
	void rubbishInTheFileIsNoServer() throws IOException {
		for (String rubbish : List.of("", "\n", "x", "-1", "99999999999999999999", "0")) {
			Files.writeString(installation.pidFile(), rubbish);
			assertEquals(Optional.empty(), server.find(), rubbish);
		}
	}

	@Test
	void aServerOfThisBaseIsFoundByAnyOfItsNames() throws IOException {
		Path link = Files.createSymbolicLink(base.resolve("link"), base);
		Process process = idle("-Dbacktrac.base=" + link);
		server.claim(process.pid());
		assertEquals(process.pid(), server.find().orElseThrow().pid());
		process.destroyForcibly().onExit().join();
		assertEquals(Optional.empty(), server.find());
	}

	@Test
	void aServerOfAnotherBaseIsNotOurs() throws IOException {
		server.claim(idle("-Dbacktrac.base=" + Files.createDirectory(base.resolve("other"))).pid());
		assertEquals(Optional.empty(), server.find());
	}

	@Test
	void thereIsOneServerABase() throws IOException {
		Process first = idle("/somewhere/bin/backtrac", "server", "run");
		server.claim(first.pid());
		server.claim(first.pid());
		Failure failure = assertThrows(Failure.class, () -> server.claim(ProcessHandle.current().pid()));
		assertTrue(failure.getMessage().contains(Long.toString(first.pid())), failure.getMessage());
		first.destroyForcibly().onExit().join();
		server.claim(ProcessHandle.current().pid());
		assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(installation.pidFile()));
	}

	/** A process with these arguments that waits to be ended. */
	private Process idle(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "echo; read wait", "sh"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).start();
		started.add(process);
		// its line means that it is the shell with its arguments, and no copy of this process any more
		assertEquals('\n', process.getInputStream().read());
		return process;
	}
}
