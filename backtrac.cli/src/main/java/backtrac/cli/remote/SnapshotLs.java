package backtrac.cli.remote;

import java.io.IOException;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.PlacedEntry;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.entries.EntryPathConverter;
import backtrac.cli.entries.EntryPrinter;
import backtrac.cli.entries.JsonEntries;
import backtrac.cli.entries.TextEntries;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.ScannedEntries;
import backtrac.xmlrpc.remote.BrowsePage;
import backtrac.xmlrpc.remote.EntryInfo;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.ScanPage;
import backtrac.xmlrpc.remote.SnapshotApi;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot ls}. */
@CommandLine.Command(name = "ls", header = "List what a folder of a snapshot holds.", //
		description = "%nWhat is no plain text in a name is shown as \\xNN and may be typed so, too.%n")
final class SnapshotLs extends ListingCommand {

	@Parameters(index = "0", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String wanted;

	@Parameters(index = "1", arity = "0..1", paramLabel = "PATH", converter = EntryPathConverter.class, defaultValue = "/", //
			description = "The folder, or one entry; the whole snapshot's root by default.", showDefaultValue = CommandLine.Help.Visibility.NEVER)
	private EntryPath path;

	@Option(names = { "-r", "--recursive" }, description = "All folders below, too; names are whole paths then.")
	private boolean recursive;

	SnapshotLs(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		SnapshotApi snapshots = link.snapshots();
		String id = snapshots.get(wanted).snapshotId(); // 'latest' is the same one for all pages
		Object where = RemotePath.parameter(path);
		BrowsePage first = snapshots.browse(id, where, "", recursive ? 1 : SnapshotApi.MOST_ENTRIES); // if that fails there is no document
		SnapshotEntry start = RemoteEntries.entry(first.entry());
		try (EntryPrinter printer = isJson() ? new JsonEntries(console) : new TextEntries(console, recursive)) {
			if (!start.entry().isDirectory()) {
				printer.print(path, start);
			} else if (recursive) {
				scan(snapshots, id, where, printer);
			} else {
				browse(snapshots, id, where, first, printer);
			}
		}
		return Exit.DONE;
	}

	private void browse(SnapshotApi snapshots, String id, Object where, BrowsePage first, EntryPrinter printer) throws IOException {
		BrowsePage page = first;
		while (true) {
			for (EntryInfo info : page.entries()) {
				PlacedEntry entry = new PlacedEntry(path, RemoteEntries.entry(info));
				printer.print(entry.path(), entry.entry());
			}
			if (page.cursor().isEmpty()) {
				return;
			}
			page = snapshots.browse(id, where, page.cursor(), SnapshotApi.MOST_ENTRIES);
		}
	}

	private static void scan(SnapshotApi snapshots, String id, Object where, EntryPrinter printer) throws IOException {
		String cursor = "";
		do {
			ScanPage page = snapshots.scan(id, where, cursor, SnapshotApi.MOST_ENTRIES);
			for (PlacedEntry entry : ScannedEntries.of(page)) {
				printer.print(entry.path(), entry.entry());
			}
			cursor = page.cursor();
		} while (!cursor.isEmpty());
	}
}
