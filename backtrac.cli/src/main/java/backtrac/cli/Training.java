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
		training.run("init", repository);
		training.run("backup", repository, source.toString());
		training.run("backup", repository, source.toString());
		training.run("snapshots", repository);
		training.run("ls", repository, "latest");
		training.run("restore", repository, "latest", folder.resolve("restored").toString());
		training.run("verify", repository);
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

	private void run(String command, String... arguments) {
		String[] all = new String[arguments.length + 2];
		all[0] = "repo";
		all[1] = command;
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		int code = main.execute(all);
		if (code != Exit.DONE) {
			throw new IllegalStateException("repo " + command + " ended with " + code);
		}
	}
}
