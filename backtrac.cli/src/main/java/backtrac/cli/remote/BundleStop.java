package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac bundle stop}. */
@CommandLine.Command(name = "stop", header = "Stop a bundle until it is started, or the server starts anew.", //
		description = "%nRuns that use its transport are interrupted. Libraries, and what the server needs to be called, cannot be stopped.%n")
final class BundleStop extends BundleChange {

	@Parameters(paramLabel = "BUNDLE", description = "Its symbolic name or id.")
	private String bundle;

	BundleStop(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		int exit = say("stopped", link.bundles().stop(bundle));
		console.say("'backtrac bundle start' starts it, and so does the server's next start");
		return exit;
	}
}
