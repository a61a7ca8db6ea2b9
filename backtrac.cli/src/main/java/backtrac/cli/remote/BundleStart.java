package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac bundle start}. */
@CommandLine.Command(name = "start", header = "Start a bundle that was stopped.")
final class BundleStart extends BundleChange {

	@Parameters(paramLabel = "BUNDLE", description = "Its symbolic name or id.")
	private String bundle;

	BundleStart(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		return say("started", link.bundles().start(bundle));
	}
}
