package backtrac.cli.repo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.policy.KeepOptions;
import backtrac.engine.jobs.report.Quantities;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo forget}. */
@CommandLine.Command(name = "forget", header = "Remove snapshots: those that are named, or those that a policy does not keep.", //
		description = { "", "They are gone at once and for good. Content that no other snapshot has stays until 'backtrac repo prune'.",
				"A policy looks at each client and plan by itself. The last complete snapshot always stays, and the latest. Partial ones stand in "
						+ "for days, weeks … of which there is no complete one. What is pinned stays; to name it is an error, see 'backtrac repo unpin'.", "" })
final class RepoForget extends Command {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1..*", arity = "0..*", paramLabel = "SNAPSHOT", //
			description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME. All are looked up before the first is removed.")
	private List<String> wanted = List.of();

	@Mixin
	private KeepOptions keep;

	@Option(names = "--dry-run", description = "Only say what would be removed, and how much a prune would free then.")
	private boolean dryRun;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoForget(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		RetentionPolicy policy = policy();
		Repository repository = repo.open();
		return Interruption.guard(console, "stopped; 'backtrac repo snapshots' shows which snapshots are left", () -> forget(repository, policy));
	}

	/** Empty if snapshots are named. */
	private RetentionPolicy policy() {
		RetentionPolicy policy = keep.policy();
		if (wanted.isEmpty() && policy.isEmpty()) {
			throw usage("name a SNAPSHOT or give a policy, such as --keep-daily 7; a policy that keeps nothing removes nothing");
		}
		if (!wanted.isEmpty() && keep.isGiven()) {
			throw usage("name a SNAPSHOT or give a policy, not both");
		}
		return policy;
	}

	private int forget(Repository repository, RetentionPolicy policy) throws IOException, InterruptedException {
		List<Snapshot> all = repository.snapshots();
		List<Choice> choices = wanted.isEmpty() ? Choice.byPolicy(all, policy, Instant.now()) : Choice.named(all, wanted, repository.info().location());
		if (wanted.isEmpty() && choices.stream().anyMatch(choice -> !choice.keep())) {
			requireSound(repository, choices);
		}
		PruneReport freed = null;
		if (dryRun) {
			Set<String> ids = choices.stream().filter(c -> !c.keep()).map(c -> c.snapshot().id()).collect(Collectors.toSet());
			freed = RepoPrune.run(console, repository, PruneOptions.dryRun(ids));
		}
		List<Choice> done = new ArrayList<>();
		try {
			for (Choice choice : choices) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (!dryRun && !choice.keep()) {
					repository.forget(choice.snapshot().id());
				}
				done.add(choice);
			}
		} finally {
			print(done, freed);
		}
		if (!json && !dryRun && choices.stream().allMatch(Choice::keep)) {
			console.say("nothing to forget: the policy keeps " + Quantities.count(choices.size(), "snapshot"));
		}
		return Exit.DONE;
	}

	/** The good ones must not go while a damaged one takes their place. */
	private static void requireSound(Repository repository, List<Choice> choices) throws IOException {
		for (Choice choice : choices) {
			try {
				if (choice.keep()) {
					repository.check(choice.snapshot().id());
				}
			} catch (RepositoryException e) {
				throw new Failure("nothing is forgotten, because a snapshot that the policy keeps is damaged: " + e.getMessage() + "; see 'backtrac repo verify', or forget "
						+ choice.snapshot().id() + " by its id first", e);
			}
		}
	}

	/** @param freed null unless it is a dry run */
	private void print(List<Choice> choices, PruneReport freed) throws IOException {
		if (json) {
			printJson(choices, freed);
			return;
		}
		for (Choice choice : choices) {
			if (!choice.keep()) {
				printLine(dryRun ? "would forget " : "forgot ", choice);
			} else if (dryRun) {
				printLine("would keep ", choice);
			}
		}
		if (freed != null) {
			console.out().line("a prune would free " + RepoPrune.freed(freed));
		}
	}

	private void printLine(String verb, Choice choice) throws IOException {
		String why = choice.reasons().isEmpty() ? "" : " (" + String.join(", ", choice.reasons()) + ")";
		console.out().line(verb + Format.snapshot(choice.snapshot().withPin(null), console.zone()) + why);
	}

	private void printJson(List<Choice> choices, PruneReport freed) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("dry_run", dryRun);
			printJson(document.array("snapshots"), choices.stream().filter(c -> !c.keep()).toList());
			if (wanted.isEmpty()) {
				printJson(document.array("kept"), choices.stream().filter(Choice::keep).toList());
			}
			if (freed != null) {
				document.put("files", freed.files()).put("bytes", freed.bytes());
			}
			document.endObject();
		}
	}

	private void printJson(Json array, List<Choice> choices) {
		for (Choice choice : choices) {
			Snapshot s = choice.snapshot();
			array.object().put("id", s.id()).put("client", s.client()).put("plan", s.plan()).put("started", s.started());
			if (wanted.isEmpty()) {
				array.put("reasons", choice.reasons());
			}
			array.endObject();
		}
		array.endArray();
	}
}
