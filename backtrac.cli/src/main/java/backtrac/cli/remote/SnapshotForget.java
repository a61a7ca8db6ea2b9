package backtrac.cli.remote;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.cli.policy.KeepOptions;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.ForgetChoice;
import backtrac.xmlrpc.remote.ForgetReport;
import backtrac.xmlrpc.remote.ForgetRequest;
import backtrac.xmlrpc.remote.SnapshotApi;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot forget}. */
@CommandLine.Command(name = "forget", header = "Remove snapshots: those that are named, or those that a policy does not keep of a plan.", //
		description = { "", "They are gone at once and for good. Asks first. Content that no other snapshot has stays until 'backtrac run start --prune'.",
				"The last complete snapshot of a plan stays, and the latest, and what is pinned; to name a pinned one is an error, see 'backtrac snapshot unpin'.", "" })
final class SnapshotForget extends ListingCommand {

	@Parameters(arity = "0..*", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME. All are looked up before the first is removed.")
	private List<String> wanted = List.of();

	@Option(names = "--plan", paramLabel = "PLAN", description = "Those of this plan that its policy does not keep, or the policy that is given.")
	private String plan;

	@Mixin
	private KeepOptions keep;

	@Option(names = "--dry-run", description = "Only say what would be removed, and why.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	SnapshotForget(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		requireOneOfBoth();
		SnapshotApi snapshots = link.snapshots();
		ForgetReport report = null;
		if (dryRun || !yes) {
			report = snapshots.forget(request(wanted, true));
		}
		if (!dryRun && (report == null || !report.forgotten().isEmpty())) {
			if (report != null && !isConfirmed(report.forgotten())) {
				console.say("nothing has been removed");
				return Exit.FAILED;
			}
			report = forget(snapshots);
		}
		print(new ForgetReport(dryRun, report.forgotten(), report.kept(), List.of()));
		return Exit.DONE;
	}

	private void requireOneOfBoth() {
		if (wanted.isEmpty() == (plan == null)) {
			throw usage("name a SNAPSHOT, or a plan with --plan PLAN: one of both");
		}
		if (plan == null && keep.isGiven()) {
			throw usage("a policy decides of a plan: give it with --plan PLAN");
		}
	}

	private ForgetRequest request(List<String> named, boolean dry) {
		return new ForgetRequest(named, plan, keep.text(), dry);
	}

	/** Call by call, as each takes some seconds at most. */
	private ForgetReport forget(SnapshotApi snapshots) {
		List<ForgetChoice> forgotten = new ArrayList<>();
		ForgetReport report = snapshots.forget(request(wanted, false));
		forgotten.addAll(report.forgotten());
		while (!report.left().isEmpty()) {
			report = snapshots.forget(request(plan == null ? report.left() : List.of(), false));
			forgotten.addAll(report.forgotten());
		}
		return new ForgetReport(false, forgotten, report.kept(), List.of());
	}

	private boolean isConfirmed(List<ForgetChoice> going) throws Failure {
		String what = going.size() == 1 ? line(going.getFirst()) : Quantities.count(going.size(), "snapshot");
		String answer = console.ask(Format.printable("forget " + what + " for good? [y/N] "))
				.orElseThrow(() -> new Failure("nothing is forgotten without a yes to it: say --yes to forget " + what + ", or --dry-run to see what would go"));
		return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
	}

	private void print(ForgetReport report) throws IOException {
		if (isJson()) {
			printJson(report);
			return;
		}
		for (ForgetChoice choice : report.forgotten()) {
			console.out().line((dryRun ? "would forget " : "forgot ") + line(choice));
		}
		if (dryRun) {
			for (ForgetChoice choice : report.kept()) {
				console.out().line("would keep " + line(choice));
			}
		} else if (report.forgotten().isEmpty()) {
			console.say("nothing to forget: the policy keeps " + Quantities.count(report.kept().size(), "snapshot"));
		}
	}

	private String line(ForgetChoice choice) {
		String why = choice.reasons().isEmpty() ? "" : " (" + String.join(", ", choice.reasons()) + ")";
		return Format.printable(choice.snapshotId() + ": " + choice.client() + "/" + choice.plan() + " of " + Format.time(Instant.parse(choice.started()), console.zone()) + why);
	}

	private void printJson(ForgetReport report) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("dry_run", report.dryRun());
			printJson(document.array("snapshots"), report.forgotten());
			if (plan != null) {
				printJson(document.array("kept"), report.kept());
			}
			document.endObject();
		}
	}

	private void printJson(Json array, List<ForgetChoice> choices) {
		for (ForgetChoice choice : choices) {
			array.object().put("id", choice.snapshotId()).put("client", choice.client()).put("plan", choice.plan()).put("started", choice.started());
			if (plan != null) {
				array.put("reasons", choice.reasons());
			}
			array.endObject();
		}
		array.endArray();
	}
}
