package backtrac.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Folders;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.console.StandardOutput;
import backtrac.cli.installation.Installation;
import backtrac.cli.remote.RunFollower;
import backtrac.cli.remote.ServerLink;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.ProtectedFolder;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunStatus;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backtrac quickstart}. */
@CommandLine.Command(name = "quickstart", header = "Start a server and take a first snapshot of a folder.", //
		description = "%nCalled again, it takes the next snapshot: what has not changed is linked, not copied. The server goes on running.%n")
public final class Quickstart extends Command {

	@Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder to protect (default: your home folder).")
	private Path folder;

	@Mixin
	private PortOption port;

	private final Installation installation;

	public Quickstart(Console console, Installation installation) {
		super(console);
		this.installation = installation;
	}

	@Override
	public Integer call() throws Exception {
		Path source = Folders.require(folder == null ? Folders.home() : folder);
		ServerStarter starter = new ServerStarter(console, installation);
		ServerStarter.Running server = starter.start(port.ports());
		if (!server.started()) {
			console.say("the server is running already");
		}
		return Interruption.guard(console, "stopped waiting; the server goes on with the backup, see " + server.config().url(), () -> {
			try (ServerLink link = new ServerLink(installation, server.config(), console)) {
				ProtectedFolder plan = link.plans().protect(source.toString());
				console.say("backing up " + source + " …");
				long begin = System.nanoTime();
				RunStatus end = new RunFollower(console, link.runs()).follow(link.runs().start(plan.planId()));
				return report(server, link, end, Duration.ofNanos(System.nanoTime() - begin));
			} catch (RpcFault e) {
				Optional<String> reason = e.is(Fault.UNAVAILABLE) ? starter.error(ProcessHandle.of(server.pid()).orElseThrow()) : Optional.empty();
				throw reason.isPresent() ? new Failure(e.getMessage() + "; the server's log says: " + reason.get(), e) : e;
			}
		});
	}

	private int report(ServerStarter.Running server, ServerLink link, RunStatus run, Duration took) throws IOException {
		StandardOutput out = console.out();
		if (run.snapshotId().isEmpty()) {
			throw new Failure("backup " + run.state().toLowerCase(Locale.ROOT) + (run.message().isEmpty() ? "" : ": " + run.message()));
		}
		out.line("snapshot   " + (run.snapshotPath().isEmpty() ? run.snapshotId() : run.snapshotPath()));
		out.line("           " + Quantities.count(run.filesDone(), "file") + ", " + Quantities.bytes(run.bytesDone()) + ", " + Format.took(took));
		out.line("web page   " + server.config().url());
		out.line("sign in    " + signIn(link.server().status().firstPasswordFile()));
		out.line("stop       backtrac server stop");
		if (run.state().equals("PARTIAL")) {
			console.complain(run.message());
			return Exit.PARTIAL;
		}
		return Exit.DONE;
	}

	private static String signIn(String firstPasswordFile) throws IOException {
		if (!firstPasswordFile.isEmpty()) {
			try {
				return "user admin, one-time password " + Files.readString(Path.of(firstPasswordFile)).strip();
			} catch (NoSuchFileException e) {
				// it has been replaced just now
			}
		}
		return "user admin, with your own password";
	}
}
