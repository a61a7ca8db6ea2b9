package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The built distribution as its users have it: a command with a base folder of its own. */
final class Product implements AutoCloseable {

	/** What a command left: exit code and what it wrote. */
	record Result(int exit, String out, String err) {

		/** One line, and no stack trace: what every error has to be. */
		void assertOneClearLine(int expectedExit, String... words) {
			assertEquals(expectedExit, exit, this::toString);
			assertEquals(1, err.lines().count(), this::toString);
			for (String word : words) {
				assertTrue(err.contains(word), () -> "'" + word + "' is missing in: " + err);
			}
		}

		Result assertDone() {
			assertEquals(0, exit, this::toString);
			return this;
		}
	}

	private static final long MINUTES_PER_COMMAND = 6;

	/** What starts a server, in the background or as its own process. */
	private static final Set<String> STARTS = Set.of("server", "quickstart");

	private final Path base;
	private final String serverOptions;
	private final Path command = Path.of(System.getProperty("backtrac.product"), "bin", "backtrac").toAbsolutePath().normalize();

	/**
	 * A product whose server does not listen with encryption, as many run at once and there is one usual port; and lives for seconds: Java is told not to compile for the
	 * long run, which takes a third of a start's processor time.
	 *
	 * @param base an empty folder
	 */
	Product(Path base) {
		this(base, false, "-XX:TieredStopAtLevel=1");
	}

	/** @param encrypted whether it is as it comes: with encryption on its usual port */
	Product(Path base, boolean encrypted) {
		this(base, encrypted, "-XX:TieredStopAtLevel=1");
	}

	private Product(Path base, boolean encrypted, String serverOptions) {
		this.base = base;
		this.serverOptions = serverOptions;
		Path https = base.resolve("etc/backtrac.https.cfg");
		try {
			if (!encrypted && Files.notExists(https)) {
				Files.createDirectories(https.getParent());
				Files.writeString(https, "port = 0\n");
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		assertTrue(Files.isExecutable(command), () -> "no product at " + command + ": build it with ./backtrac --version");
	}

	/** One whose server has much to do, with Java's options as users have them. */
	static Product thatWorksHard(Path base) {
		return new Product(base, false, "");
	}

	/** Where the command is, for scripts. */
	String command() {
		return command.toString();
	}

	Path base() {
		return base;
	}

	Result run(String... arguments) {
		return run(Map.of(), arguments);
	}

	/** Runs a command of the product to its end, without a terminal. */
	Result run(Map<String, String> environment, String... arguments) {
		List<String> line = new ArrayList<>(List.of(command.toString()));
		line.addAll(List.of(arguments));
		return execute(environment, line);
	}

	/** Starts a command of the product, and says nothing of what it writes; the process is Java itself. */
	Process start(String... arguments) throws IOException {
		List<String> line = new ArrayList<>(List.of(command.toString()));
		line.addAll(List.of(arguments));
		return builder(Map.of(), line).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	/** Runs a script in a shell. */
	Result shell(String script) {
		return execute(Map.of("LC_ALL", "C.UTF-8"), List.of("sh", "-ec", script));
	}

	/** Runs any program to its end. */
	Result execute(Map<String, String> environment, List<String> line) {
		try {
			File out = File.createTempFile("out", null, base.getParent().toFile());
			File err = File.createTempFile("err", null, base.getParent().toFile());
			Process process = builder(environment, line).redirectOutput(out).redirectError(err).start();
			process.getOutputStream().close();
			if (!process.waitFor(MINUTES_PER_COMMAND, TimeUnit.MINUTES)) {
				process.destroyForcibly();
				throw new AssertionError("does not end: " + line + "\n" + Files.readString(err.toPath()));
			}
			Result result = new Result(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
			Files.delete(out.toPath());
			Files.delete(err.toPath());
			return result;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new AssertionError("interrupted in " + line, e);
		}
	}

	private ProcessBuilder builder(Map<String, String> environment, List<String> line) {
		ProcessBuilder builder = new ProcessBuilder(line);
		builder.environment().put("BACKTRAC_BASE", base.toString());
		if (line.size() > 1 && STARTS.contains(line.get(1))) {
			builder.environment().put("BACKTRAC_JAVA_OPTS", serverOptions);
		}
		builder.environment().putAll(environment);
		return builder;
	}

	/** The process of the running server. */
	ProcessHandle server() throws IOException {
		long pid = Long.parseLong(Files.readString(base.resolve("data/backtrac.pid")).strip());
		return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid));
	}

	/** Stops the server if one runs. */
	@Override
	public void close() {
		if (Files.exists(base.resolve("data"))) {
			run("server", "stop").assertDone();
		}
	}
}
