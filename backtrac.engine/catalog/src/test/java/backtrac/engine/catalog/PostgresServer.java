package backtrac.engine.catalog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of Debian's packages for tests: on a free port of 127.0.0.1, in a temporary folder, in no hurry to bring anything
 * to disk. It is started once a process, by who asks for it first, and ends with it. PostgreSQL refuses to run as root: then it runs
 * as the user postgres.
 */
public final class PostgresServer {

	public static final String USER = "backtrac";
	public static final String PASSWORD = "a password for tests";

	private static final Path DEBIANS = Path.of("/usr/lib/postgresql");

	private static PostgresServer shared;

	private final Path folder;
	private final int port;

	private PostgresServer() throws IOException, InterruptedException {
		folder = Files.createTempDirectory("backtrac-postgresql");
		Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
		if (isRoot()) {
			run(List.of("chown", "--recursive", "postgres", folder.toString()));
		}
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		run(asPostgres("initdb", "--pgdata=" + folder.resolve("data"), "--username=" + USER, "--pwfile=" + passwordFile, "--auth=scram-sha-256",
				"--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"));
	}

	/** The server that all tests of this process share. */
	public static synchronized PostgresServer shared() {
		if (shared == null) {
			try {
				shared = new PostgresServer();
				Runtime.getRuntime().addShutdownHook(new Thread(shared::remove));
				shared.start();
			} catch (IOException e) {
				throw new IllegalStateException(e.getMessage(), e);
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}
		return shared;
	}

	/** Makes a new, empty database and returns it as etc/backtrac.catalog.cfg names it. */
	public String newDatabase() throws SQLException {
		String name = "t" + UUID.randomUUID().toString().replace("-", "");
		try (Connection connection = DriverManager.getConnection("jdbc:" + place("postgres"), USER, PASSWORD);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		return place(name);
	}

	/** A database of this server as etc/backtrac.catalog.cfg names it. */
	public String place(String name) {
		return "postgresql://127.0.0.1:" + port + "/" + name;
	}

	/** Starts the server, on the same port as before. */
	public void start() throws IOException, InterruptedException {
		run(asPostgres("pg_ctl", "--pgdata=" + folder.resolve("data"), "--wait", "--silent", "--log=" + folder.resolve("data/log"), "--options=-p " + port
				+ " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
				"start"));
	}

	/** Stops the server; those who are connected lose their connections. */
	public void stop() throws IOException, InterruptedException {
		run(asPostgres("pg_ctl", "--pgdata=" + folder.resolve("data"), "--wait", "--silent", "--mode=fast", "stop"));
	}

	private void remove() {
		try {
			if (Files.exists(folder.resolve("data/postmaster.pid"))) {
				run(asPostgres("pg_ctl", "--pgdata=" + folder.resolve("data"), "--wait", "--silent", "--mode=immediate", "stop"));
			}
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		} catch (IOException | InterruptedException e) {
			System.err.println("PostgreSQL may still run, in " + folder + ": " + e);
		}
	}

	private static List<String> asPostgres(String command, String... arguments) throws IOException {
		List<String> all = new ArrayList<>();
		if (isRoot()) {
			all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
		}
		all.add(program(command));
		all.addAll(List.of(arguments));
		return all;
	}

	private static String program(String name) throws IOException {
		if (Files.isDirectory(DEBIANS)) {
			try (Stream<Path> versions = Files.list(DEBIANS)) {
				List<Path> programs = versions.map(version -> version.resolve("bin").resolve(name)).filter(Files::isExecutable).sorted().toList();
				if (!programs.isEmpty()) {
					return programs.getLast().toString();
				}
			}
		}
		throw new IOException("the tests need PostgreSQL, install it first (Debian: apt-get install postgresql)");
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static void run(List<String> command) throws IOException, InterruptedException {
		Path output = Files.createTempFile("backtrac-postgresql", ".log");
		try {
			// to a file, as a server that goes on would hold a pipe open; its working folder must be one that postgres may enter
			Process process = new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true).redirectOutput(output.toFile())
					.start();
			if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output));
			}
		} finally {
			Files.delete(output);
		}
	}
}
