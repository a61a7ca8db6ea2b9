package backtrac.cli.repo;

import java.io.IOException;
import java.io.InputStream;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo cat}. */
@CommandLine.Command(name = "cat", header = "Write a file's content to standard output.")
final class RepoCat extends Command {

	@Mixin
	private SnapshotArgument snapshot;

	@Parameters(index = "2", paramLabel = "PATH", converter = EntryPathConverter.class, description = "The file, as 'backtrac repo ls' names it.")
	private EntryPath path;

	RepoCat(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		try (SnapshotReader reader = snapshot.open()) {
			SnapshotEntry file = SnapshotArgument.entry(reader, path);
			requireFile(file.entry());
			try (InputStream content = reader.read(file)) {
				content.transferTo(console.out());
			}
		}
		return Exit.DONE;
	}

	private void requireFile(FileEntry entry) throws Failure {
		switch (entry.type()) {
		case FILE -> {
		}
		case DIRECTORY -> throw new Failure((path.isRoot() ? "the snapshot itself" : "'" + path + "'") + " is a folder: 'backtrac repo ls' lists it");
		case SYMLINK -> throw new Failure("'" + path + "' is a symbolic link to '" + entry.target() + "': name that file");
		default -> throw new Failure("'" + path + "' is no file and has no content");
		}
	}
}
