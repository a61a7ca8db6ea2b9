package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.api.store.RepositoryInfo;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Folders;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.engine.store.HardLinkRepository;
import backtrac.posix.FileSystem;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo init}. */
@CommandLine.Command(name = "init", header = "Make a repository in a new or empty folder.")
final class RepoInit extends Command {

	@Parameters(paramLabel = "REPO", description = "The folder; made if it is not there. Its file system must know hard links.")
	private Path folder;

	@Option(names = "--trees", paramLabel = "N|all", converter = TreeCount.class, description = "How many snapshots of a plan keep a tree, a folder"
			+ " that looks like a plain copy. All by default; 'backtrac repo trees' changes it.")
	private Integer trees;

	RepoInit(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		HardLinkRepository repository = HardLinkRepository.init(Folders.named(folder));
		if (trees != null) {
			repository.upkeep().keepTrees(trees);
		}
		RepositoryInfo info = repository.info();
		console.out().line("repository " + info.id() + " made in " + Format.printable(info.location().toString()));
		FileSystem.system().limits().ifPresent(limits -> console.say("note: " + limits));
		return Exit.DONE;
	}
}
