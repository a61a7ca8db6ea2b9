package backtrac.cli.remote;

import java.io.IOException;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.entries.EntryPathConverter;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.FileChunk;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.SnapshotApi;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot cat}. */
@CommandLine.Command(name = "cat", header = "Write a file's content to standard output.")
final class SnapshotCat extends RemoteCommand {

	private static final int CHUNK = 1 << 20;

	@Parameters(index = "0", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String wanted;

	@Parameters(index = "1", paramLabel = "PATH", converter = EntryPathConverter.class, description = "The file, as 'backtrac snapshot ls' names it.")
	private EntryPath path;

	SnapshotCat(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		SnapshotApi snapshots = link.snapshots();
		String id = snapshots.get(wanted).snapshotId(); // 'latest' is the same one for all parts
		Object where = RemotePath.parameter(path);
		requireFile(RemoteEntries.entry(snapshots.browse(id, where, "", 1).entry()).entry());
		long offset = 0;
		FileChunk chunk;
		do {
			chunk = snapshots.read(id, where, offset, CHUNK);
			console.out().write(chunk.data());
			offset += chunk.data().length;
		} while (!chunk.end());
		return Exit.DONE;
	}

	private void requireFile(FileEntry entry) throws Failure {
		switch (entry.type()) {
		case FILE -> {
		}
		case DIRECTORY -> throw new Failure((path.isRoot() ? "the snapshot itself" : "'" + path + "'") + " is a folder: 'backtrac snapshot ls' lists it");
		case SYMLINK -> throw new Failure("'" + path + "' is a symbolic link to '" + entry.target() + "': name that file");
		default -> throw new Failure("'" + path + "' is no file and has no content");
		}
	}
}
