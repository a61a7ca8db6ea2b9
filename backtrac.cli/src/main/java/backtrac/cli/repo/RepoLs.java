package backtrac.cli.repo;

import java.io.IOException;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo ls}. */
@CommandLine.Command(name = "ls", header = "List what a folder of a snapshot holds.", //
		description = "%nWhat is no plain text in a name is shown as \\xNN and may be typed so, too.%n")
final class RepoLs extends Command {

	@Mixin
	private SnapshotArgument snapshot;

	@Parameters(index = "2", arity = "0..1", paramLabel = "PATH", converter = EntryPathConverter.class, defaultValue = "/", //
			description = "The folder, or one entry; the whole snapshot's root by default.", showDefaultValue = CommandLine.Help.Visibility.NEVER)
	private EntryPath path;

	@Option(names = { "-r", "--recursive" }, description = "All folders below, too; names are whole paths then.")
	private boolean recursive;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoLs(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		try (SnapshotReader reader = snapshot.open()) {
			SnapshotEntry start = SnapshotArgument.entry(reader, path);
			try (EntryPrinter printer = json ? new JsonEntries(console) : new TextEntries(console, recursive)) {
				if (start.entry().isDirectory()) {
					list(reader, path, printer);
				} else {
					printer.print(path, start);
				}
			}
		}
		return Exit.DONE;
	}

	private void list(SnapshotReader reader, EntryPath folder, EntryPrinter printer) throws IOException {
		for (SnapshotEntry child : reader.list(folder)) {
			if (!EntryPath.isSafe(child.entry().name())) {
				printer.print(null, child);
				continue;
			}
			EntryPath childPath = folder.resolve(child.entry().name());
			printer.print(childPath, child);
			if (recursive && child.entry().isDirectory() && child.unreadable() == null) {
				list(reader, childPath, printer);
			}
		}
	}
}
