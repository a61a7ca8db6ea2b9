package backtrac.cli.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

import backtrac.cli.console.Failure;

/** Finds mistakes in a server's configuration that would only show in its log, if at all, while a person waits. */
final class ConfigCheck {

	private final Path etc;

	ConfigCheck(Path etc) {
		this.etc = etc;
	}

	/** @throws Failure for the first mistake */
	void requireSound() throws IOException {
		requireNumbers(etc.resolve("backtrac.jobs.cfg"), List.of("runs", "runsPerClient", "historyDays"));
		requireXml(etc.resolve("logback.xml"));
	}

	private static void requireNumbers(Path file, List<String> keys) throws IOException {
		if (Files.notExists(file)) {
			return;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			properties.load(reader);
		} catch (IllegalArgumentException e) {
			throw new Failure(file + ": " + e.getMessage(), e);
		}
		for (String key : keys) {
			String number = properties.getProperty(key, "1").strip();
			// ${...} stands for a variable, which the server knows
			if (!number.contains("${") && !number.matches("0*[1-9]\\d{0,3}")) {
				throw new Failure(key + " in " + file + " must be a number from 1 to 9999, not '" + number + "'");
			}
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
