package backtrac.cli.repo;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.SnapshotReader;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.ProgressTicker;
import backtrac.cli.entries.EntryPathConverter;
import backtrac.engine.jobs.archive.Archive;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.jobs.restore.Export;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo export}. */
@CommandLine.Command(name = "export", header = "Write a snapshot to a tar or zip file.", //
		description = { "%nThe name says which: .tar, .tar.gz, .tgz, .tar.zst or .zip. A tar has all that a restore gives back but sockets and holes; unpack it as root with"
				+ " 'tar --acls --xattrs --xattrs-include=* -xpf'. A zip cannot hold pipes, devices, hard links, extended attributes, ACLs and owners'"
				+ " names. The file appears when it is whole.%n" })
final class RepoExport extends Command {

	private static final String STANDARD_OUTPUT = "-";
	private static final int BUFFER = 1 << 16;

	@Mixin
	private SnapshotArgument snapshot;

	@Parameters(index = "2", paramLabel = "FILE", description = "The file to make, or - for standard output.")
	private Path file;

	@Option(names = "--format", paramLabel = "FORMAT", description = "tar, tar.gz, tar.zst or zip, whatever the file's name is.")
	private String formatName;

	@Option(names = "--path", paramLabel = "PATH", converter = EntryPathConverter.class, //
			description = "Only this, as 'backtrac repo ls' names it; a folder with all it holds. May be given several times.")
	private List<EntryPath> paths = List.of();

	@Option(names = "--overwrite", description = "Replace the file if it is there.")
	private boolean overwrite;

	RepoExport(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		ArchiveFormat format = format();
		try (SnapshotReader reader = snapshot.open()) {
			for (EntryPath path : paths) {
				SnapshotArgument.entry(reader, path);
			}
			if (isStandardOutput()) {
				return Interruption.guard(console, "stopped before all was written", () -> toStandardOutput(reader, format));
			}
			RepositoryFolder.leaveOut(Excludes.NONE, file, snapshot.repository());
			return Interruption.guard(console, "stopped, no file was made", () -> toFile(reader, format));
		}
	}

	private ArchiveFormat format() {
		if (formatName != null) {
			return ArchiveFormat.named(formatName).orElseThrow(() -> usage("--format is tar, tar.gz, tar.zst or zip, not '" + formatName + "'"));
		}
		if (isStandardOutput()) {
			throw usage("standard output has no name that says its format: add --format tar, tar.gz, tar.zst or zip");
		}
		return ArchiveFormat.ofFile(file.toString()).orElseThrow(
				() -> usage("'" + file + "' does not end with .tar, .tar.gz, .tgz, .tar.zst or .zip: name it so or add --format"));
	}

	private boolean isStandardOutput() {
		return file.toString().equals(STANDARD_OUTPUT);
	}

	private int toStandardOutput(SnapshotReader reader, ArchiveFormat format) throws IOException, InterruptedException {
		return export(reader, format, new FilterOutputStream(console.out()) {

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				out.write(bytes, offset, length);
			}

			@Override
			public void close() throws IOException {
				out.flush();
			}
		}, "standard output");
	}

	private int toFile(SnapshotReader reader, ArchiveFormat format) throws IOException, InterruptedException {
		try (NewFile target = NewFile.create(file, overwrite)) {
			int exit = export(reader, format, target.out(), Format.printable(file.toString()));
			target.commit();
			return exit;
		}
	}

	/** @param out closed when all is written, and then only */
	private int export(SnapshotReader reader, ArchiveFormat format, OutputStream out, String where) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		long begin = System.nanoTime();
		OutputStream packed = new BufferedOutputStream(format.compress(out), BUFFER);
		Archive archive = format.archive(packed, console.zone());
		Export.Result result;
		try (ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			result = new Export(reader, archive, paths, meter).call();
			packed.close();
		}
		Problems.report(console, result.problems(), result.problemCount());
		if (!archive.losses().isEmpty()) {
			console.say("not in the archive, as a " + formatName(format) + " cannot hold them: " + String.join("; ", archive.losses()));
		}
		String done = "exported " + Quantities.count(result.files(), "file") + ", " + Quantities.bytes(result.bytes()) + ", to " + where + " in "
				+ Format.took(Duration.ofNanos(System.nanoTime() - begin))
				+ (result.problemCount() > 0 ? "; " + Quantities.count(result.problemCount(), "problem") : "");
		if (isStandardOutput()) {
			console.say(done);
		} else {
			console.out().line(done);
		}
		return result.problemCount() > 0 ? Exit.PARTIAL : Exit.DONE;
	}

	private static String formatName(ArchiveFormat format) {
		return format == ArchiveFormat.ZIP ? "zip file" : "tar";
	}
}
