package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac bundle remove}. */
@CommandLine.Command(name = "remove", header = "Take a bundle away that was added.", //
		description = "%nPlans that use its transport stay, and cannot run until it is there again.%n")
final class BundleRemove extends RemoteCommand {

	@Parameters(paramLabel = "BUNDLE", description = "Its symbolic name or id.")
	private String bundle;

	BundleRemove(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.bundles().remove(bundle);
		console.out().line(Format.printable("removed " + bundle));
		return Exit.DONE;
	}
}
