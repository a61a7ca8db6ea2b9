package backtrac.cli.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.BundleInfo;

/** A command that changes a bundle, and says what became of it. */
abstract class BundleChange extends RemoteCommand {

	BundleChange(Console console, Installation installation) {
		super(console, installation);
	}

	/** What to call with a jar: with the bytes, or the id of an upload. */
	@FunctionalInterface
	interface JarCall {
		BundleInfo with(byte[] jar, String upload);
	}

	/** Sends a jar, in parts if it is large. */
	static BundleInfo send(ServerLink link, Path file, JarCall call) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new Failure(file + ": no such file");
		}
		if (Files.size(file) > BundleApi.LARGEST_JAR) {
			throw new Failure(file + ": a jar has " + (BundleApi.LARGEST_JAR >> 20) + " MiB at most");
		}
		try (InputStream in = Files.newInputStream(file)) {
			byte[] part = in.readNBytes(BundleApi.LARGEST_PART);
			if (part.length < BundleApi.LARGEST_PART) {
				return call.with(part, "");
			}
			String upload = "";
			while (part.length > 0) {
				upload = link.bundles().upload(upload, part);
				part = in.readNBytes(BundleApi.LARGEST_PART);
			}
			return call.with(new byte[0], upload);
		}
	}

	final int say(String done, BundleInfo bundle) throws IOException {
		String brings = bundle.schemes().isEmpty() ? "" : "; it brings the transport " + String.join(", ", bundle.schemes());
		console.out().line(Format.printable(done + " " + bundle.name() + " " + bundle.version() + brings));
		return Exit.DONE;
	}
}
