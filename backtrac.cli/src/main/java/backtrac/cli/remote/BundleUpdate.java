package backtrac.cli.remote;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac bundle update}. */
@CommandLine.Command(name = "update", header = "Replace a bundle that was added by another version of it.", //
		description = "%nRuns that use its transport are interrupted and resumed. If the new version cannot work there, the old one is put back.%n")
final class BundleUpdate extends BundleChange {

	@Parameters(index = "0", paramLabel = "BUNDLE", description = "Its symbolic name or id.")
	private String bundle;

	@Parameters(index = "1", paramLabel = "FILE.jar", description = "The new version's jar.")
	private Path file;

	BundleUpdate(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		return say("updated", send(link, file, (jar, upload) -> link.bundles().update(bundle, jar, upload)));
	}
}
