package backtrac.xmlrpc.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

import org.apache.xmlrpc.parser.AtomicParser;
import org.xml.sax.SAXException;

/**
 * Reads {@code dateTime.iso8601} as text such as {@code 2026-11-23T19:00:00Z}. That type says nothing of a zone and the library takes
 * its own machine's; here it is UTC. It is never written: times travel as text.
 */
final class TimeParser extends AtomicParser {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]'T'HH:mm:ss['Z']", Locale.ROOT)
			.withResolverStyle(ResolverStyle.STRICT);

	@Override
	protected void setResult(String text) throws SAXException {
		try {
			setResult((Object) LocalDateTime.parse(text.strip(), FORMAT).toInstant(ZoneOffset.UTC).toString());
		} catch (DateTimeException e) {
			throw new SAXException("a dateTime.iso8601 that is no time", e);
		}
	}
}
