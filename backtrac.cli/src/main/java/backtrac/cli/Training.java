package backtrac.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.SystemTerminal;
import backtrac.cli.installation.Installation;

/** Does in a small way what people do every day, while Java takes note of it: {@code bin/make-cache} starts it. */
final class Training {

	private static final int FOLDERS = 100;
	/** In each: enough that Java compiles what is done for a file. */
	private static final int FILES = 60;

	private final Main main;

	private Training(Main main) {
		this.main = main;
	}

	/** @param args an empty folder for what is made */
	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		Path source = makeSource(folder.resolve("source"));
		String repository = folder.resolve("repository").toString();
		PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
		Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, SystemTerminal::find);
		Training training = new Training(new Main(console, Installation.ofSystem(), false));
		training.run("repo", "init", repository);
		training.run("repo", "backup", repository, source.toString());
		training.run("repo", "backup", repository, source.toString());
		training.run("repo", "snapshots", repository);
		training.run("repo", "ls", repository, "latest");
		training.run("repo", "restore", repository, "latest", folder.resolve("restored").toString());
		training.run("repo", "verify", repository);
		String token = Files.writeString(folder.resolve("token"), "training").toString();
		try (TrainingServer server = new TrainingServer()) {
			training.run("client", "add", "a", "--server", server.url(), "--token", token);
			training.run("client", "list", "--server", server.url(), "--token", token);
			training.run("client", "list", "--json", "--server", server.url(), "--token", token);
			training.run("run", "start", "a/a", "--follow", "--server", server.url(), "--token", token);
		}
	}

	private static Path makeSource(Path source) throws IOException {
		for (int i = 0; i < FOLDERS; i++) {
			Path folder = Files.createDirectories(source.resolve("folder " + i));
			for (int j = 0; j < FILES; j++) {
				Files.writeString(folder.resolve("file " + j), i + " " + j);
			}
		}
		return source;
	}

	private void run(String... command) {
		int code = main.execute(command);
		if (code != Exit.DONE) {
			throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
		}
	}
}
