package backtrac.cli;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.api.store.RepositoryInfo;
import backtrac.engine.store.HardLinkRepository;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo init}. */
@CommandLine.Command(name = "init", header = "Make a repository in a new or empty folder.")
final class RepoInit extends Command {

	@Parameters(paramLabel = "REPO", description = "The folder; made if it is not there. Its file system must know hard links.")
	private Path folder;

	RepoInit(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		RepositoryInfo info = HardLinkRepository.init(Folders.named(folder)).info();
		console.out().line("repository " + info.id() + " made in " + Format.printable(info.location().toString()));
		return Exit.DONE;
	}
}
