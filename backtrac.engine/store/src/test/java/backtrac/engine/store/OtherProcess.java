package backtrac.engine.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;

/** Another JVM that backs up into the same repository: puts some files, waits to be told to go on or killed, and commits. */
final class OtherProcess {

	static final int FOLDERS = 10;
	static final int FILES = 200;

	private OtherProcess() {
	}

	/** The same files in each process; each with a content of its own. */
	static MemorySource source(int number) {
		MemorySource source = new MemorySource();
		for (int i = 0; i < FILES; i++) {
			source.file("folder" + i % FOLDERS + "/file" + i, "content " + i + " of " + number);
		}
		return source;
	}

	static Process start(Path repository, String plan, int files) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		return new ProcessBuilder(List.of(java.toString(), "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
				OtherProcess.class.getName(), repository.toString(), plan, Integer.toString(files))).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	static void awaitLine(Process process, String wanted) throws IOException {
		BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = reader.readLine(); !wanted.equals(line); line = reader.readLine()) {
			if (line == null) {
				throw new IOException("the other process ended");
			}
		}
	}

	static void goOn(Process process) throws IOException {
		try (OutputStream out = process.getOutputStream()) {
			out.write('\n');
		}
	}

	public static void main(String[] arguments) throws IOException {
		try (HardLinkRepository repository = HardLinkRepository.open(Path.of(arguments[0]));
				SnapshotWriter writer = repository.begin(new SnapshotRequest("client", arguments[1], Instant.now(), false))) {
			source(0).record(writer, Integer.parseInt(arguments[2]));
			System.out.println("waiting");
			System.in.read();
			writer.commit();
		}
	}
}
