package backtrac.cli.remote;

import java.io.IOException;

import backtrac.api.entry.EntryPath;
import backtrac.cli.command.Exit;
import backtrac.cli.command.SizeConverter;
import backtrac.cli.console.Console;
import backtrac.cli.entries.EntryPathConverter;
import backtrac.cli.entries.EntryPrinter;
import backtrac.cli.entries.JsonEntries;
import backtrac.cli.entries.TextEntries;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.FoundEntry;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.SearchPage;
import backtrac.xmlrpc.remote.SearchQuery;
import backtrac.xmlrpc.remote.SnapshotApi;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot search}. */
@CommandLine.Command(name = "search", header = "Search a snapshot for names, sizes and times; all that is given must be so.")
final class SnapshotSearch extends ListingCommand {

	@Parameters(index = "0", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String wanted;

	@Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "What the name looks like, as '*.doc?', or without * and ? what it has in it. Upper and lower case are the same.")
	private String name;

	@Option(names = "--path", paramLabel = "PATH", converter = EntryPathConverter.class, description = "Only below this folder.")
	private EntryPath path = EntryPath.ROOT;

	@Option(names = "--type", paramLabel = "TYPE", description = "Only file, directory, symlink, fifo, character_device, block_device or socket.")
	private String type;

	@Option(names = "--min-size", paramLabel = "SIZE", converter = SizeConverter.class, description = "Only files of this size or larger: " + SizeConverter.FORMS + ".")
	private Long minSize;

	@Option(names = "--max-size", paramLabel = "SIZE", converter = SizeConverter.class, description = "Only files of this size or smaller.")
	private Long maxSize;

	@Option(names = "--after", paramLabel = "TIME", description = "Only what was modified at this time or later, as 2026-01-31T02:00:00Z.")
	private String after;

	@Option(names = "--before", paramLabel = "TIME", description = "Only what was modified before this time.")
	private String before;

	SnapshotSearch(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		SnapshotApi snapshots = link.snapshots();
		String id = snapshots.get(wanted).snapshotId(); // 'latest' is the same one for all pages
		boolean pattern = name != null && (name.contains("*") || name.contains("?"));
		SearchQuery query = new SearchQuery(pattern ? name : null, pattern ? null : name, RemotePath.parameter(path), type, minSize, maxSize, after, before, null,
				SearchQuery.MOST);
		SearchPage page = snapshots.search(id, query); // if that fails there is no document
		long found = 0;
		try (EntryPrinter printer = isJson() ? new JsonEntries(console) : new TextEntries(console, true)) {
			while (true) {
				for (FoundEntry entry : page.entries()) {
					printer.print(RemoteEntries.path(entry.path(), entry.rawPath()), RemoteEntries.entry(entry.entry()));
				}
				console.out().flush();
				found += page.entries().size();
				if (page.cursor().isEmpty()) {
					break;
				}
				page = snapshots.search(id, query.from(page.cursor()));
			}
		}
		if (found == 0 && !isJson()) {
			console.say("nothing found");
		}
		return Exit.DONE;
	}
}
