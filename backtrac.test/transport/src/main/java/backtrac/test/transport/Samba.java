package backtrac.test.transport;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A Samba server of the tests' own, on a free port of the loopback address, with all it needs in one folder. Works for root and
 * for others; for them it serves the user's own account only. The folder shared is {@link #folder}: as {@code backup} to be
 * written, as {@code ro} to be read only, as {@code enc} to those who encrypt, as {@code closed} to nobody. {@link #other} is shared
 * as {@code other}.
 */
public final class Samba implements Closeable {

	public static final String PASSWORD = "Secret-1";
	public static final String USER = System.getProperty("user.name");

	private static final boolean IS_ROOT = USER.equals("root");
	private static final long START_SECONDS = 20;
	private static final long PAUSE_NANOS = 10_000_000;

	private static Samba shared;

	private final Path base;
	private final int port;
	private Process process;

	/** The one that all tests of this JVM share, and that ends with it. Who kills it starts it again. */
	public static synchronized Samba shared() throws IOException {
		if (shared == null) {
			Path base = Files.createTempDirectory("backtrac-samba");
			Samba started = new Samba(base);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> started.remove()));
			shared = started;
		}
		return shared;
	}

	/**
	 * @param base    an empty folder
	 * @param options lines for the section {@code global}
	 */
	public Samba(Path base, String... options) throws IOException {
		this.base = base;
		this.port = FreePort.find();
		letOthersIn(base);
		for (String name : List.of("private", "lock", "state", "cache", "pid", "ncalrpc", "log", "share", "other")) {
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

	/** Another user than the server's own works on the files. What is not of these tests stays as it is. */
	private static void letOthersIn(Path folder) throws IOException {
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		for (Path path = folder; path.startsWith(temporary) && !path.equals(temporary); path = path.getParent()) {
			Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
			if (permissions.addAll(PosixFilePermissions.fromString("---r-xr-x"))) {
				Files.setPosixFilePermissions(path, permissions);
			}
		}
	}

	/** Tells if Samba is installed: if not, what it is for is skipped. {@code ./backtrac test} installs it. */
	public static boolean isInstalled() {
		return Stream.of("smbd", "pdbedit").allMatch(name -> find(name) != null);
	}

	/** Whose rights can be taken away: root's cannot. */
	public static String otherUser() {
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
				[other]
				path = %1$s/other
				read only = no
				[closed]
				path = %1$s/share
				valid users = nobody
				""".formatted(base, port, String.join("\n", options));
	}

	public void addUser(String user) throws IOException {
		pdbedit(PASSWORD + "\n" + PASSWORD + "\n", "-t", "-a", "-u", user);
	}

	public void removeUser(String user) throws IOException {
		pdbedit("", "-x", "-u", user);
	}

	/** An account is locked after so many wrong passwords. */
	public void lockAfter(int attempts) throws IOException {
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
	public void start() throws IOException {
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
			LockSupport.parkNanos(PAUSE_NANOS);
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
	public void kill() throws IOException {
		List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
		process.destroyForcibly();
		all.forEach(ProcessHandle::destroyForcibly);
		await(process);
		all.forEach(child -> child.onExit().join());
	}

	public int port() {
		return port;
	}

	/** What is shared. */
	public Path folder() {
		return base.resolve("share");
	}

	/** What else is shared. */
	public Path other() {
		return base.resolve("other");
	}

	/** A folder of {@link #folder} for one test alone. */
	public Path newFolder() throws IOException {
		Path folder = Files.createTempDirectory(folder(), "test-");
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		return folder;
	}

	/** What a plan would say. */
	public Map<String, Object> settings(Object... more) {
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

	private void remove() {
		try {
			close();
			try (Stream<Path> all = Files.walk(base)) {
				for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(path);
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static int await(Process process) throws IOException {
		try {
			return process.waitFor();
		} catch (InterruptedException e) {
			throw new IOException(e);
		}
	}
}
