package backtrac.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Finds mistakes in a server's configuration that would only show in its log, if at all, while a person waits. */
final class ConfigCheck {

	private static final String RUNS = "runs";

	private final Path etc;

	ConfigCheck(Path etc) {
		this.etc = etc;
	}

	/** @throws Failure for the first mistake */
	void requireSound() throws IOException {
		requireRuns(etc.resolve("backtrac.jobs.cfg"));
		requireXml(etc.resolve("logback.xml"));
	}

	private static void requireRuns(Path file) throws IOException {
		if (Files.notExists(file)) {
			return;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			properties.load(reader);
		} catch (IllegalArgumentException e) {
			throw new Failure(file + ": " + e.getMessage(), e);
		}
		String runs = properties.getProperty(RUNS, "1").strip();
		// ${...} stands for a variable, which the server knows
		if (!runs.contains("${") && !runs.matches("0*[1-9]\\d{0,3}")) {
			throw new Failure(RUNS + " in " + file + " must be a number from 1 to 9999, not '" + runs + "'");
		}
	}

	private static void requireXml(Path file) throws IOException {
		if (Files.notExists(file)) {
			return;
		}
		try {
			SAXParserFactory.newInstance().newSAXParser().parse(file.toFile(), new DefaultHandler());
		} catch (SAXParseException e) {
			throw new Failure(file + ", line " + e.getLineNumber() + ": " + e.getMessage(), e);
		} catch (SAXException | ParserConfigurationException e) {
			throw new Failure(file + ": " + e.getMessage(), e);
		}
	}
}
