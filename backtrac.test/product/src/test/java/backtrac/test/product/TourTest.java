package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** docs/tour.md is true: its commands do what it says. */
class TourTest {

	private static final Path PAGE = Path.of("..", "..", "docs", "tour.md");

	@TempDir
	Path folder;

	@Test
	void eachCommandOfTheTourWritesWhatThePageSays() throws Exception {
		Path home = Files.createDirectories(folder.resolve("home"));
		Path outputs = Files.createDirectories(folder.resolve("outputs"));
		try (Product product = new Product(home.resolve("server"))) {
			product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
			for (String version : List.of("1.0.0", "2.0.0")) {
				Files.copy(ShelfTransport.jar(folder, version), home.resolve("shelf-" + version + ".jar"));
			}
			ShellPage page = new ShellPage(PAGE);
			product.execute(Map.of("HOME", home.toString(), "PATH", Path.of(product.command()).getParent() + ":" + System.getenv("PATH"), "TZ", "UTC", "LC_ALL", "C.UTF-8"),
					List.of("bash", "-c", "cd; " + page.script(outputs))).assertDone();
			List<String> written = new ArrayList<>();
			for (int i = 0; i < page.steps().size(); i++) {
				written.add(Files.readString(outputs.resolve(Integer.toString(i))).replace(home.toString(), "/home/anna"));
			}
			if (Boolean.getBoolean("backtrac.docs.write")) {
				Files.writeString(PAGE, page.withOutputs(written));
				return;
			}
			for (int i = 0; i < written.size(); i++) {
				ShellPage.Step step = page.steps().get(i);
				assertEquals(ShellPage.lasting(step.output()), ShellPage.lasting(written.get(i)), () -> "docs/tour.md is not true any more at: " + step.command());
			}
		}
	}
}
