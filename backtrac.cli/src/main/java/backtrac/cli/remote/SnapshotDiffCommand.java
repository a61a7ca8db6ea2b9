package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;

import backtrac.api.diff.DiffListener;
import backtrac.api.entry.EntryPath;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.entries.DiffJson;
import backtrac.cli.entries.DiffText;
import backtrac.cli.entries.EntryPathConverter;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.DiffEntry;
import backtrac.xmlrpc.remote.DiffPage;
import backtrac.xmlrpc.remote.DiffQuery;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.SnapshotApi;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot diff}. */
@CommandLine.Command(name = "diff", header = "Show what differs between two snapshots.", //
		description = "%nWhat it shows is as with 'backtrac repo diff', whose help explains it. The exit code is 0 whatever differs.%n")
final class SnapshotDiffCommand extends ListingCommand {

	@Parameters(index = "0", paramLabel = "SNAPSHOT", description = "The first: an id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String first;

	@Parameters(index = "1", paramLabel = "SNAPSHOT", description = "The second, most often the later one.")
	private String second;

	@Option(names = "--path", paramLabel = "PATH", converter = EntryPathConverter.class, //
			description = "Only this, as 'backtrac snapshot ls' names it; a folder with all it holds. May be given several times.")
	private List<EntryPath> paths = List.of();

	@Option(names = "--stat", description = "Only say how much differs.")
	private boolean stat;

	SnapshotDiffCommand(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws Exception {
		SnapshotApi snapshots = link.snapshots();
		String diff = snapshots.diff(new DiffQuery(first, second, paths.stream().map(RemotePath::parameter).toList(), null));
		try {
			return Interruption.guard(console, "stopped", () -> {
				DiffPage page = await(snapshots, diff);
				if (isJson()) {
					printJson(snapshots, diff, page);
				} else {
					printText(snapshots, diff, page);
				}
				return Exit.DONE;
			});
		} finally {
			snapshots.diffCancel(diff);
		}
	}

	private static DiffPage await(SnapshotApi snapshots, String diff) throws InterruptedException {
		while (true) {
			DiffPage page = snapshots.diffPoll(diff, "", SnapshotApi.MOST_DIFFERENCES, SnapshotApi.LONGEST_WAIT_MS);
			if (page.state().equals(DiffPage.DONE)) {
				return page;
			}
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
		}
	}

	private void printText(SnapshotApi snapshots, String diff, DiffPage page) throws IOException {
		String summary = DiffText.summary(RemoteEntries.summary(page.counts()));
		if (stat) {
			console.out().line(summary);
		} else {
			tell(snapshots, diff, page, new DiffText(console));
			console.out().flush();
			console.say(summary);
		}
	}

	private void printJson(SnapshotApi snapshots, String diff, DiffPage page) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("first", page.firstId()).put("second", page.secondId());
			if (!stat) {
				document.array("entries");
				tell(snapshots, diff, page, new DiffJson(document));
				document.endArray();
			}
			DiffJson.putSummary(document, RemoteEntries.summary(page.counts()));
			document.endObject();
		}
	}

	private static void tell(SnapshotApi snapshots, String diff, DiffPage first, DiffListener listener) throws IOException {
		DiffPage page = first;
		while (true) {
			for (DiffEntry entry : page.entries()) {
				listener.differs(RemoteEntries.difference(entry));
			}
			if (page.cursor().isEmpty()) {
				return;
			}
			page = snapshots.diffPoll(diff, page.cursor(), SnapshotApi.MOST_DIFFERENCES, 0);
		}
	}
}
