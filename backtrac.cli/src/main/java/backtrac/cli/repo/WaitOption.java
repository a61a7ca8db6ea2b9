package backtrac.cli.repo;

import backtrac.cli.console.Console;
import backtrac.engine.jobs.repository.Turn;
import picocli.CommandLine.Option;

/** {@code --no-wait}: whether a command waits for a repository that others work on. */
final class WaitOption {

	@Option(names = "--no-wait", description = "Fail at once if somebody else works on the repository, where they cannot work both.")
	private boolean noWait;

	Turn turn(Console console) {
		return noWait ? Turn.NOW : Turn.await(busy -> {
			console.complain(busy + ": waiting for it to end");
			console.err().flush();
		});
	}
}
