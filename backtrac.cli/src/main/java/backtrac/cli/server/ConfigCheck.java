package backtrac.cli.server;

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

import backtrac.cli.console.Failure;

/**
 * Finds mistakes in a server's configuration that would only show in its log, if at all, while a person waits. A value that makes no sense is none of them: the server goes
 * on without, and {@code server status} tells it.
 */
final class ConfigCheck {

	private final Path etc;

	ConfigCheck(Path etc) {
		this.etc = etc;
	}

	/** @throws Failure for the first mistake */
	void requireSound() throws IOException {
		requireProperties(etc.resolve("backtrac.jobs.cfg"));
		requireProperties(etc.resolve("backtrac.access.cfg"));
		requireXml(etc.resolve("logback.xml"));
	}

	private static void requireProperties(Path file) throws IOException {
		if (Files.notExists(file)) {
			return;
		}
		try (Reader reader = Files.newBufferedReader(file)) {
			new Properties().load(reader);
		} catch (IllegalArgumentException e) {
			throw new Failure(file + ": " + e.getMessage(), e);
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
