package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import backtrac.test.transport.FreePort;

/** The web page as an admin uses it, in a real browser. */
@Order(2) // takes long
class WebPageTest {

	private static final String RECENT_RUNS = "document.querySelectorAll('#recent-runs vaadin-grid-cell-content .bt-run-link').length";
	private static final String ALL_RUNS = "document.querySelectorAll('#runs vaadin-grid-cell-content .bt-run-link').length";

	@TempDir
	Path folder;

	@Test
	void signsInShowsBothRunsAndTakesAThird() throws Exception {
		Path source = Files.createDirectories(folder.resolve("letters"));
		Files.writeString(source.resolve("a.txt"), "a\n");
		int port = FreePort.find();
		try (Product product = new Product(folder.resolve("base")); Browser browser = new Browser(folder.resolve("profile"))) {
			product.run("quickstart", source.toString(), "--port", Integer.toString(port)).assertDone();
			product.run("quickstart", source.toString()).assertDone();
			Path password = product.base().resolve("data/first-password");

			browser.open("http://127.0.0.1:" + port + "/");
			signIn(browser, "not the password");
			browser.await("the wrong password is refused", "document.querySelector('#login').error === true");
			browser.picture("sign-in");
			assertFalse(browser.text("body").contains("letters"), "nothing is shown before the sign-in");

			signIn(browser, Files.readString(password).strip());
			browser.see("#new-password").sendKeys("three blind mice");
			browser.see("#new-password-again").sendKeys("three blind mice", Keys.ENTER);

			browser.see("#status-sentence", "Every plan is well.");
			browser.see("#plans", "letters");
			assertFalse(Files.exists(password), "the one-time password is of no use any more");
			browser.await("both runs are listed", RECENT_RUNS + " === 2");
			browser.picture("dashboard");

			browser.click("[id^=backup-now-]");
			browser.await("the third run is listed without a reload", RECENT_RUNS + " === 3");
			browser.see("#recent-runs", "Succeeded");

			browser.click("#navigation-runs");
			browser.await("all runs are listed", ALL_RUNS + " === 3");
			browser.click("#runs .bt-run-link");
			browser.see("#run-title", "letters");
			browser.see("#began", "Somebody asked for it");
			browser.see("#facts", "Snapshot");
			browser.picture("run");
			String audit = product.run("audit", "list", "--who", "admin").assertDone().out();
			for (String line : List.of("user.setPassword +admin, \\(hidden\\), on the web page +OK", "run.start +\\S+letters, on the web page +OK")) {
				assertTrue(audit.lines().anyMatch(each -> each.matches("[0-9: -]{19}  admin +127.0.0.1 +" + line)), () -> line + " is missing in\n" + audit);
			}

			browser.click("#user-menu");
			browser.click("#sign-out");
			browser.see("#login");
			browser.open("http://127.0.0.1:" + port + "/");
			browser.see("#login");
			signIn(browser, "three blind mice");
			assertTrue(browser.see("#storage", "repository").contains(product.base().toString()));
		}
	}

	private static void signIn(Browser browser, String password) {
		browser.see("#login input[name=username]").clear();
		browser.see("#login input[name=username]").sendKeys("admin");
		browser.see("#login input[name=password]").clear();
		browser.see("#login input[name=password]").sendKeys(password, Keys.ENTER);
	}
}
