package backtrac.cli.server;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.cli.remote.RemoteCommand;
import backtrac.cli.remote.ServerAnswer;
import backtrac.cli.remote.ServerLink;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.HttpsInfo;
import backtrac.xmlrpc.remote.Pauses;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ServerStatus;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code backtrac server status}. */
@CommandLine.Command(name = "status", header = "Tell if the server runs, where, since when, what it lacks, and what is paused.", footer = { "",
		"Exit code: 0 it runs and can back up, 1 it does not run or cannot back up." })
final class ServerStatusCommand extends RemoteCommand {

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	private final Installation installation;

	ServerStatusCommand(Console console, Installation installation) {
		super(console, installation);
		this.installation = installation;
	}

	/** Of this machine's it is told also if there is none. */
	@Override
	public Integer call() throws Exception {
		if (!isThisMachine()) {
			return super.call();
		}
		Optional<ProcessHandle> process = new ServerProcess(installation).find();
		HttpConfig config = HttpConfig.read(installation);
		ServerAnswer answer = process.isPresent() ? ServerLink.ask(config, this::open) : ServerAnswer.NONE;
		if (answer.status() != null) {
			try (ServerLink link = open()) {
				return print(process, config.url(), answer, pauses(link));
			}
		}
		return print(process, config.url(), answer, Optional.empty());
	}

	/** Of another. */
	@Override
	protected int call(ServerLink link) throws IOException {
		return print(Optional.empty(), link.url(), ServerAnswer.of(link.server().status()), pauses(link));
	}

	private int print(Optional<ProcessHandle> process, URI url, ServerAnswer answer, Optional<Pauses> pauses) throws IOException {
		ServerStatus status = answer.status();
		if (json) {
			printJson(process, url, answer, pauses);
		} else if (status == null) {
			printSilent(process, url, answer);
		} else {
			console.out().line("the server is running at " + url + process.map(p -> ", process " + p.pid()).orElse("") + ", version " + status.version() + ", since "
					+ Format.time(Instant.ofEpochMilli(status.startedMs()), console.zone()));
			print(status.troubles(), process);
			printEncryption(status);
			if (pauses.isPresent()) {
				print(pauses.get());
			}
		}
		return status != null && status.troubles().isEmpty() ? Exit.DONE : Exit.FAILED;
	}

	/** Of a server that says nothing of itself. */
	private void printSilent(Optional<ProcessHandle> process, URI url, ServerAnswer answer) throws IOException {
		if (process.isEmpty()) {
			console.out().line("the server is not running");
		} else if (answer.lasting()) {
			console.out().line("the server is running, process " + process.get().pid() + ", but cannot be asked: " + answer.obstacle());
		} else {
			console.out().line("the server is running, process " + process.get().pid() + ", but does not answer at " + url
					+ (answer.obstacle() == null ? "" : ": " + answer.obstacle()));
		}
	}

	private void print(List<String> troubles, Optional<ProcessHandle> process) throws IOException {
		for (String trouble : troubles) {
			console.out().line(Format.printable("backups cannot run: " + trouble));
		}
		Optional<String> error = troubles.isEmpty() || process.isEmpty() ? Optional.empty() : new ServerStarter(console, installation).error(process.get());
		if (error.isPresent()) {
			console.out().line(Format.printable("the first error in its log: " + error.get()));
		}
	}

	private void printEncryption(ServerStatus status) throws IOException {
		HttpsInfo https = status.https();
		if (!https.url().isEmpty()) {
			console.out().line("encrypted access: " + https.url() + ", certificate good until " + Format.time(Instant.parse(https.expires()), console.zone()) + ", SHA-256 fingerprint");
			console.out().line("  " + https.fingerprint());
		}
		for (String warning : status.warnings()) {
			console.out().line(Format.printable("warning: " + warning));
		}
	}

	/** Empty while the server does not know: it may be starting. */
	private static Optional<Pauses> pauses(ServerLink link) {
		try {
			return Optional.of(link.server().pauses());
		} catch (RpcFault e) {
			if (e.is(Fault.UNAVAILABLE)) {
				return Optional.empty();
			}
			throw e;
		}
	}

	private void print(Pauses pauses) throws IOException {
		if (pauses.all()) {
			console.out().line("paused: the scheduler starts nothing until 'backtrac server resume'");
		}
		if (!pauses.clients().isEmpty()) {
			console.out().line(Format.printable("paused clients: " + String.join(", ", pauses.clients())));
		}
		if (!pauses.plans().isEmpty()) {
			console.out().line(Format.printable("paused plans: " + String.join(", ", pauses.plans())));
		}
	}

	private void printJson(Optional<ProcessHandle> process, URI url, ServerAnswer answer, Optional<Pauses> pauses) throws IOException {
		ServerStatus status = answer.status();
		try (Json document = new Json(console.out())) {
			document.object().put("running", process.isPresent() || status != null).put("answering", status != null)
					.put("base", isThisMachine() ? installation.base().toString() : null);
			if (process.isPresent()) {
				document.put("pid", process.get().pid());
			}
			if (process.isPresent() || status != null) {
				document.put("url", url.toString()).put("obstacle", answer.obstacle());
			}
			if (status != null) {
				document.put("version", status.version()).put("started", Instant.ofEpochMilli(status.startedMs())).put("repository", status.repository().isEmpty() ? null : status.repository())
						.put("troubles", status.troubles()).put("warnings", status.warnings());
				put(document, status.https());
			}
			if (pauses.isPresent()) {
				document.put("paused", pauses.get().all()).put("paused_clients", pauses.get().clients()).put("paused_plans", pauses.get().plans());
			}
			document.endObject();
		}
	}

	private static void put(Json document, HttpsInfo https) throws IOException {
		document.object("https").put("url", orNull(https.url())).put("fingerprint", orNull(https.fingerprint())).put("subject", orNull(https.subject()))
				.put("expires", orNull(https.expires())).put("file", orNull(https.file())).endObject();
	}

	/** What is empty is left out. */
	private static String orNull(String text) {
		return text.isEmpty() ? null : text;
	}
}
