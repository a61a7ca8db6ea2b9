package backtrac.cli.remote;

import java.io.IOException;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.RunInfo;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac run show}. */
@CommandLine.Command(name = "show", header = "Show a run.")
final class RunShow extends ListingCommand {

	@Parameters(paramLabel = "RUN", description = "Its id, or a unique beginning of that.")
	private String run;

	RunShow(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		RunInfo r = link.runs().get(run);
		if (isJson()) {
			try (Json json = new Json(console.out())) {
				RunList.json(json.object(), r);
				json.endObject();
			}
		} else {
			print(r);
		}
		return Exit.DONE;
	}

	private void print(RunInfo r) throws IOException {
		line("run", r.runId());
		line("what", r.verb() + (r.subject().isEmpty() ? "" : " of " + r.subject()));
		line("why", r.trigger().toLowerCase(Locale.ROOT) + (r.moment().isEmpty() ? "" : " of " + time(r.moment()))
				+ (r.attempt() > 1 ? ", attempt " + r.attempt() : "") + (r.previous().isEmpty() ? "" : ", in place of " + r.previous()));
		line("state", r.state().toLowerCase(Locale.ROOT));
		line("queued", time(r.queued()));
		line("started", time(r.started()));
		line("finished", time(r.finished()) + (r.finished().isEmpty() ? "" : ", took " + RunList.took(r)));
		line("done", Quantities.count(r.files(), "file") + ", " + Quantities.bytes(r.bytes()) + ", new " + Quantities.bytes(r.bytesStored()));
		if (r.problems() > 0) {
			line("problems", Quantities.count(r.problems()));
		}
		if (!r.snapshotId().isEmpty()) {
			line("snapshot", r.snapshotId());
		}
		if (!r.message().isEmpty()) {
			line("message", r.message());
		}
	}

	private void line(String name, String value) throws IOException {
		console.out().line(Format.printable(name + " ".repeat(10 - name.length()) + value));
	}
}
