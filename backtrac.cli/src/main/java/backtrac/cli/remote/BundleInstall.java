package backtrac.cli.remote;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac bundle install}. */
@CommandLine.Command(name = "install", header = "Add a bundle to a server, such as a transport.", //
		description = "%nWaits until it is at work. One that cannot work there is taken away again. It runs with all rights of the server.%n")
final class BundleInstall extends BundleChange {

	@Parameters(paramLabel = "FILE.jar", description = "The bundle's jar.")
	private Path file;

	BundleInstall(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		return say("installed", send(link, file, link.bundles()::install));
	}
}
