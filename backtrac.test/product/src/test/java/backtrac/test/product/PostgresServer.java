package backtrac.test.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's PostgreSQL on a free port of this machine, with its data in a folder of the test; as the user postgres where the test is root. */
final class PostgresServer implements AutoCloseable {

	private static final String PASSWORD = "of a test";

	private final int port = Product.freePort();
	private final Path data;

	/** @param folder one that others may enter, for its data */
	PostgresServer(Path folder) throws IOException {
		data = folder.resolve("data");
		Path password = Files.writeString(folder.resolve("password"), PASSWORD);
		if (isRoot()) {
			run(List.of("chown", "-R", "postgres", folder.toString()));
		}
		run(program("initdb", "--pgdata=" + data, "--username=backtrac", "--pwfile=" + password, "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"));
		run(program("pg_ctl", "--pgdata=" + data, "--wait", "--log=" + data.resolve("log"),
				"--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", "start"));
		run(program("createdb", "--host=127.0.0.1", "--port=" + port, "--username=backtrac", "backtrac"));
	}

	/** What etc/backtrac.catalog.cfg says of it. */
	String config() {
		return "database = postgresql://127.0.0.1:" + port + "/backtrac\nuser = backtrac\npassword = " + PASSWORD + "\n";
	}

	@Override
	public void close() throws IOException {
		run(program("pg_ctl", "--pgdata=" + data, "--wait", "--mode=immediate", "stop"));
	}

	private static List<String> program(String name, String... arguments) throws IOException {
		try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
			Path program = versions.map(version -> version.resolve("bin").resolve(name)).filter(Files::isExecutable).max(Path::compareTo).orElseThrow();
			List<String> user = isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of();
			return Stream.of(user.stream(), Stream.of(program.toString()), Stream.of(arguments)).flatMap(each -> each).toList();
		}
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	/** In a folder that any user may be in; without a pipe, which the server would keep open. */
	private static void run(List<String> line) throws IOException {
		Path output = Files.createTempFile("postgres", null);
		ProcessBuilder builder = new ProcessBuilder(line).directory(Path.of("/").toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().put("PGPASSWORD", PASSWORD);
		Process process = builder.start();
		try {
			if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new AssertionError("failed: " + line + "\n" + Files.readString(output));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new AssertionError("interrupted in " + line, e);
		}
		Files.delete(output);
	}
}
