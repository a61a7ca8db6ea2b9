package backtrac.cli;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

import backtrac.api.retention.Retention;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac retention}. */
@CommandLine.Command(name = "retention", header = "Tell what a policy would keep of snapshots of given times, and why.", //
		description = { "", "Reads a JSON array of times from standard input, as [\"2026-01-31T02:00:00Z\"], and prints for each, the newest first, "
				+ "whether it would be kept and for which reasons. Removes nothing.", "" })
final class RetentionCommand extends Command {

	@Mixin
	private KeepOptions keep;

	private Instant now = Instant.MAX;

	RetentionCommand(Console console) {
		super(console);
	}

	@Option(names = "--now", paramLabel = "TIME", description = "The present: snapshots of later times are kept and count for nothing "
			+ "(default: all count).")
	void now(String text) {
		try {
			now = TimeArray.time(text);
		} catch (DateTimeException _) {
			throw usage("--now is a time as 2026-01-31T02:00:00Z, not '" + text + "'");
		}
	}

	@Override
	public Integer call() throws IOException {
		List<RetentionCandidate> candidates = TimeArray.read(console.in()).stream().map(time -> new RetentionCandidate("", time)).toList();
		print(Retention.decide(keep.policy(), candidates, now));
		return Exit.DONE;
	}

	private void print(List<RetentionDecision> decisions) throws IOException {
		try (Json document = new Json(console.out())) {
			document.array();
			for (RetentionDecision decision : decisions) {
				document.object().put("time", decision.candidate().time()).put("keep", decision.keep()).put("reasons", decision.reasons()).endObject();
			}
			document.endArray();
		}
	}
}
