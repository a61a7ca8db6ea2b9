package backtrac.smb;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Samba server of this test's own, on a free port of the loopback address, with all it needs in one folder. Works for root and
 * for others; for them it serves the user's own account only. The folder shared is {@link #folder}: as {@code backup} to be
 * written, as {@code ro} to be read only, as {@code enc} to those who encrypt, as {@code closed} to nobody.
 */
final class Samba implements Closeable {

	static final String PASSWORD = "Secret-1";
	static final String USER = System.getProperty("user.name");

	private static final boolean IS_ROOT = USER.equals("root");
	private static final long START_SECONDS = 20;

	private final Path base;
	private final int port;
	private Process process;

	/** @param options lines for the section {@code global} */
	Samba(Path base, String... options) throws IOException {
		this.base = base;
		this.port = freePort();
		// another user has to get in
		for (Path path = base; path != null && Files.isWritable(path) && Files.getOwner(path).getName().equals(USER) && path.getNameCount() > 1; path = path.getParent()) {
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		for (String name : List.of("private", "lock", "state", "cache", "pid", "ncalrpc", "log", "share")) {
			Files.createDirectory(base.resolve(name));
		}
		Files.setPosixFilePermissions(base.resolve("private"), PosixFilePermissions.fromString("rwx------"));
		Files.writeString(base.resolve("smb.conf"), configuration(options));
		addUser(USER);
		if (IS_ROOT) {
			addUser(otherUser());
		}
		start();
	}

	/** Tells if Samba is installed: if not, what it is for is skipped. {@code ./backtrac test} installs it. */
	static boolean isInstalled() {
		return Stream.of("smbd", "pdbedit").allMatch(name -> find(name) != null);
	}

	/** Whose rights can be taken away: root's cannot. */
	static String otherUser() {
		return IS_ROOT ? "daemon" : USER;
	}

	private static Path find(String name) {
		return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
				.map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst().orElse(null);
	}

	private String configuration(String... options) {
		return """
				[global]
				workgroup = TEST
				netbios name = FIXTURE
				server role = standalone server
				interfaces = 127.0.0.1/8
				bind interfaces only = yes
				smb ports = %2$d
				disable netbios = yes
				disable spoolss = yes
				load printers = no
				printing = bsd
				printcap name = /dev/null
				passdb backend = tdbsam:%1$s/private/passdb.tdb
				private dir = %1$s/private
				lock directory = %1$s/lock
				state directory = %1$s/state
				cache directory = %1$s/cache
				pid directory = %1$s/pid
				ncalrpc dir = %1$s/ncalrpc
				log file = %1$s/log/log.%%m
				log level = 0
				map to guest = never
				restrict anonymous = 2
				server min protocol = SMB2_02
				server signing = mandatory
				unix extensions = no
				host msdfs = no
				usershare max shares = 0
				store dos attributes = yes
				map archive = no
				map hidden = no
				map system = no
				map readonly = no
				%3$s
				[backup]
				path = %1$s/share
				read only = no
				[ro]
				path = %1$s/share
				read only = yes
				[enc]
				path = %1$s/share
				read only = no
				smb encrypt = required
				[closed]
				path = %1$s/share
				valid users = nobody
				""".formatted(base, port, String.join("\n", options));
	}

	void addUser(String user) throws IOException {
		pdbedit(PASSWORD + "\n" + PASSWORD + "\n", "-t", "-a", "-u", user);
	}

	void removeUser(String user) throws IOException {
		pdbedit("", "-x", "-u", user);
	}

	/** An account is locked after so many wrong passwords. */
	void lockAfter(int attempts) throws IOException {
		pdbedit("", "-P", "bad lockout attempt", "-C", String.valueOf(attempts));
	}

	private void pdbedit(String input, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(find("pdbedit").toString(), "-s", base.resolve("smb.conf").toString()));
		command.addAll(List.of(arguments));
		Process edit = new ProcessBuilder(command).redirectErrorStream(true).start();
		edit.outputWriter().append(input).close();
		String said = new String(edit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (await(edit) != 0) {
			throw new IOException("pdbedit: " + said);
		}
	}

	/** Starts it, once more if it was killed. */
	void start() throws IOException {
		Path log = base.resolve("smbd.out");
		List<String> command = new ArrayList<>(List.of(find("smbd").toString(), "-F", "-s", base.resolve("smb.conf").toString(), "-l",
				base.resolve("log").toString()));
		// it ends when a pipe at its standard input does
		process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!answers()) {
			if (!process.isAlive() || System.nanoTime() > end) {
				throw new IOException("smbd does not start: " + Files.readString(log));
			}
			Thread.yield();
		}
	}

	private boolean answers() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		} catch (IOException notYet) {
			return false;
		}
	}

	/** Kills it with all who work for it, as when the machine breaks down. */
	void kill() throws IOException {
		List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
		process.destroyForcibly();
		all.forEach(ProcessHandle::destroyForcibly);
		await(process);
		all.forEach(child -> child.onExit().join());
	}

	int port() {
		return port;
	}

	/** What is shared. */
	Path folder() {
		return base.resolve("share");
	}

	/** A folder of it for one test alone. */
	Path newFolder() throws IOException {
		Path folder = Files.createTempDirectory(folder(), "test-");
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		return folder;
	}

	/** What a plan would say. */
	Map<String, Object> settings(Object... more) {
		Map<String, Object> settings = new HashMap<>(Map.of("host", "127.0.0.1", "port", port, "share", "backup", "user", USER, "password", PASSWORD, "timeout", 20));
		for (int i = 0; i < more.length; i += 2) {
			settings.put((String) more[i], more[i + 1]);
		}
		return settings;
	}

	@Override
	public void close() throws IOException {
		kill();
	}

	private static int await(Process process) throws IOException {
		try {
			return process.waitFor();
		} catch (InterruptedException e) {
			throw new IOException(e);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}
}
