package backtrac.test.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium of the system, with a profile of its own. */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final ChromeDriver driver;

	/** @param profile an empty folder */
	Browser(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(find("chromium", "chromium-browser", "google-chrome").toString());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900", "--user-data-dir=" + profile);
		driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(find("chromedriver").toFile()).build(), options);
	}

	private static Path find(String... names) {
		for (String name : names) {
			for (String folder : System.getenv("PATH").split(":")) {
				Path program = Path.of(folder, name);
				if (Files.isExecutable(program)) {
					return program;
				}
			}
		}
		throw new AssertionError("not installed: " + names[0] + "; ./backtrac test installs it when it may");
	}

	void open(String url) {
		driver.get(url);
	}

	/** Waits until there is such an element and it can be seen. */
	WebElement see(String css) {
		return until(css + " is seen", () -> driver.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
	}

	/** Clicks on an element as soon as there is one that can be clicked on. */
	void click(String css) {
		until(css + " is clicked on", () -> {
			try {
				see(css).click();
				return true;
			} catch (ElementNotInteractableException drawnAnew) { // or something is over it for a moment
				return null;
			}
		});
	}

	/** Waits until the element's text has this word in it. */
	String see(String css, String word) {
		return until(css + " says '" + word + "'", () -> text(css).contains(word) ? text(css) : null);
	}

	/** Waits until a script answers true. */
	void await(String what, String script) {
		until(what, () -> Boolean.TRUE.equals(driver.executeScript("return " + script)) ? true : null);
	}

	private <T> T until(String what, Supplier<T> condition) {
		try {
			return new WebDriverWait(driver, PATIENCE).ignoring(StaleElementReferenceException.class).until(_ -> condition.get());
		} catch (TimeoutException e) {
			picture("failure");
			throw new AssertionError("in vain: " + what + "\nthe page says: " + text("body"), e);
		}
	}

	String text(String css) {
		return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).reduce("", (a, b) -> a + b + "\n");
	}

	String url() {
		return driver.getCurrentUrl();
	}

	/** Keeps a picture of what is seen now in the build's folder, for people to look at. */
	void picture(String name) {
		try {
			Path folder = Files.createDirectories(Path.of(System.getProperty("backtrac.screenshots")));
			Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() {
		driver.quit();
	}
}
