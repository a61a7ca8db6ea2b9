package backtrac.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import backtrac.xmlrpc.remote.ServerStatus;

/** Starts this machine's server in the background, unless it runs. */
final class ServerStarter {

	private static final Duration PATIENCE = Duration.ofSeconds(120);
	private static final int POLL_MILLIS = 100;
	private static final int MOST_LOG_BYTES = 4096;
	private static final int MOST_LOG_LINES = 10;

	private final Console console;
	private final Installation installation;

	ServerStarter(Console console, Installation installation) {
		this.console = console;
		this.installation = installation;
	}

	/**
	 * A server that answers.
	 *
	 * @param started whether it was this call that started it
	 */
	record Running(long pid, HttpConfig config, ServerStatus status, boolean started) {
	}

	/**
	 * Starts the server and waits until it answers.
	 *
	 * @param port the port to listen on from now on; null to keep the configured one
	 */
	Running start(Integer port) throws IOException, InterruptedException {
		Optional<ProcessHandle> there = new ServerProcess(installation).find();
		if (there.isPresent()) {
			HttpConfig config = HttpConfig.read(installation);
			if (port != null && port != config.port()) {
				throw new Failure("the server runs on port " + config.port() + ": 'backtrac server stop' first, then start it with --port " + port);
			}
			Running running = await(there.get(), config, false);
			if (running != null) {
				return running;
			}
		}
		HttpConfig config = new ServerSetup(installation).prepare(port);
		long logBefore = Files.exists(installation.consoleLog()) ? Files.size(installation.consoleLog()) : 0;
		console.say("starting the server …");
		Running running = await(launch().toHandle(), config, true);
		if (running == null) {
			throw new Failure(lastWords(logBefore));
		}
		return running;
	}

	/** In a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it. */
	private Process launch() throws IOException {
		List<String> command = new ArrayList<>();
		if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
			command.add("/usr/bin/setsid");
		} else {
			command.addAll(List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh"));
		}
		command.addAll(List.of(installation.startScript().toString(), "server", "run"));
		ProcessBuilder builder = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(installation.consoleLog().toFile()));
		builder.environment().put("BACKTRAC_BASE", installation.base().toString());
		return builder.start();
	}

	/** Waits until the server answers; null if it ends instead. */
	private Running await(ProcessHandle process, HttpConfig config, boolean started) throws IOException, InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (process.isAlive()) {
			ServerStatus status = ServerLink.ask(installation, config);
			if (status != null) {
				return new Running(process.pid(), config, status, started);
			}
			if (System.nanoTime() > end) {
				throw new Failure("the server, process " + process.pid() + ", does not answer at " + config.url() + " after " + PATIENCE.toSeconds()
						+ " s: see " + installation.log());
			}
			TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
		}
		return null;
	}

	/**
	 * What the server said before it ended.
	 *
	 * @param logBefore how long the console log was before it started
	 */
	private String lastWords(long logBefore) throws IOException {
		List<String> lines = linesFrom(logBefore);
		if (!lines.isEmpty() && lines.getLast().startsWith("backtrac: ")) {
			return lines.getLast().substring("backtrac: ".length());
		}
		for (String line : lines) {
			console.say("  " + line);
		}
		return "the server ended while it started: see " + (lines.isEmpty() ? installation.log() : "above and " + installation.consoleLog());
	}

	private List<String> linesFrom(long start) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(installation.consoleLog().toFile(), "r")) {
			long from = Math.max(start, file.length() - MOST_LOG_BYTES);
			byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
			file.seek(from);
			file.readFully(bytes);
			List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
			return lines.subList(Math.max(0, lines.size() - MOST_LOG_LINES), lines.size());
		}
	}
}
