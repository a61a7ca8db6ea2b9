package backtrac.cli.installation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import backtrac.cli.console.Failure;

/** The process of a server: at most one a base folder, known by its pid file. */
public final class ServerProcess {

	private static final String BASE_OPTION = "-Dbacktrac.base=";

	private final Installation installation;

	public ServerProcess(Installation installation) {
		this.installation = installation;
	}

	/** The server's process, if one runs. A pid file that was left behind names none, even if its number is in use again. */
	public Optional<ProcessHandle> find() throws IOException {
		try {
			return find(Files.readString(installation.pidFile()));
		} catch (NoSuchFileException e) {
			return Optional.empty();
		}
	}

	/** @throws Failure if there is a server, in another process than this */
	public void requireNone(long pid) throws IOException {
		requireNone(find(), pid);
	}

	/**
	 * Makes a process the base folder's server.
	 *
	 * @param pid the process, which runs the start script now and will be the server
	 * @throws Failure if there is one
	 */
	public void claim(long pid) throws IOException {
		try (FileChannel file = FileChannel.open(installation.pidFile(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
				FileLock _ = file.lock()) {
			ByteBuffer content = ByteBuffer.allocate(32);
			file.read(content);
			requireNone(find(new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII)), pid);
			file.truncate(0).write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
		}
	}

	private void requireNone(Optional<ProcessHandle> found, long pid) throws Failure {
		if (found.isPresent() && found.get().pid() != pid) {
			throw new Failure("a server runs on " + installation.base() + " already, process " + found.get().pid()
					+ ": stop it with 'backtrac server stop'");
		}
	}

	private Optional<ProcessHandle> find(String pid) {
		String digits = pid.strip();
		if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
			return Optional.empty();
		}
		return ProcessHandle.of(Long.parseLong(digits)).filter(ProcessHandle::isAlive).filter(process -> !isZombie(process.pid()))
				.filter(process -> isOurs(process.info()));
	}

	/** Tells if a process has ended and its parent has not noticed yet, as proc_pid_stat(5) shows it: Java takes it for alive. */
	private static boolean isZombie(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
			return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
		} catch (IOException e) { // it has just gone, which the rest sees, or the system has no such file
			return false;
		}
	}

	/** Tells if this is the virtual machine of this base's server, or the start script that is about to become it. */
	private boolean isOurs(ProcessHandle.Info info) {
		if (info.arguments().isEmpty()) {
			// the system does not show other users' processes: better one server too few than two
			return true;
		}
		List<String> arguments = Arrays.asList(info.arguments().get());
		Optional<String> base = arguments.stream().filter(argument -> argument.startsWith(BASE_OPTION)).findFirst();
		if (base.isPresent()) {
			return isSame(Path.of(base.get().substring(BASE_OPTION.length())));
		}
		int script = arguments.indexOf(arguments.stream().filter(argument -> argument.endsWith("backtrac")).findFirst().orElse(""));
		return script >= 0 && arguments.size() > script + 2 && arguments.get(script + 1).equals("server") && arguments.get(script + 2).equals("run");
	}

	private boolean isSame(Path base) {
		try {
			return Files.isSameFile(base, installation.base());
		} catch (IOException e) {
			return false;
		}
	}
}
