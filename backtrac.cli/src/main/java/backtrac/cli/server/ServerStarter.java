package backtrac.cli.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.cli.remote.ServerAnswer;
import backtrac.cli.remote.ServerLink;
import backtrac.xmlrpc.remote.ServerStatus;

/** Starts this machine's server in the background, unless it runs. */
final class ServerStarter {

	private static final Duration PATIENCE = Duration.ofSeconds(120);
	/** After that time, what has answered but not said how it is, and has a reason, will not do so any more. */
	private static final Duration GRACE = Duration.ofSeconds(10);
	/** So many times as long may pass on a busy machine until a server that has just been started has made its token. */
	private static final int BUSY = 6;
	private static final int POLL_MILLIS = 100;
	private static final int MOST_LOG_LINES = 10;

	private final Console console;
	private final Installation installation;
	private final Duration grace;

	ServerStarter(Console console, Installation installation) {
		this(console, installation, GRACE);
	}

	ServerStarter(Console console, Installation installation, Duration grace) {
		this.console = console;
		this.installation = installation;
		this.grace = grace;
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
		ServerLog said = new ServerLog(installation.consoleLog());
		long before = said.length();
		console.say("starting the server …");
		Running running = await(launch().toHandle(), config, true);
		if (running == null) {
			throw new Failure(lastWords(said.linesFrom(before)));
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
		long begin = System.nanoTime();
		long listensSince = 0;
		while (process.isAlive()) {
			ServerAnswer answer = ServerLink.ask(installation, config);
			if (answer.isUp()) {
				return new Running(process.pid(), config, answer.status(), started);
			}
			long now = System.nanoTime();
			listensSince = answer.obstacle() == null && answer.status() == null ? 0 : listensSince == 0 ? now : listensSince;
			if (listensSince != 0 && now - listensSince >= grace.toNanos()) {
				boolean mayBeStarting = started && now - listensSince < BUSY * grace.toNanos();
				Optional<String> reason = error(process).or(() -> Optional.ofNullable(answer.obstacle()).filter(_ -> answer.lasting() && !mayBeStarting));
				if (reason.isPresent()) {
					throw new Failure("the server, process " + process.pid() + ", runs but is of no use: " + reason.get());
				}
			}
			if (now - begin > PATIENCE.toNanos()) {
				throw new Failure("the server, process " + process.pid() + ", does not answer at " + config.url() + " after " + PATIENCE.toSeconds()
						+ " s: " + error(process).map(error -> error + "; ").orElse("") + "see " + installation.log());
			}
			TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
		}
		return null;
	}

	/** What went wrong first in a server's life; most often it explains what does not work later. */
	Optional<String> error(ProcessHandle process) throws IOException {
		Instant start = process.info().startInstant().orElse(Instant.EPOCH).minusSeconds(1); // the system tells it roughly
		return new ServerLog(installation.serverLog()).firstError(start);
	}

	/** What the server said before it ended. */
	private String lastWords(List<String> all) {
		List<String> lines = all.subList(Math.max(0, all.size() - MOST_LOG_LINES), all.size());
		if (!lines.isEmpty() && lines.getLast().startsWith("backtrac: ")) {
			return lines.getLast().substring("backtrac: ".length());
		}
		for (String line : lines) {
			console.say("  " + line);
		}
		return "the server ended while it started: see " + (lines.isEmpty() ? installation.log() : "above and " + installation.consoleLog());
	}
}
