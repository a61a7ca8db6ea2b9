package backtrac.xmlrpc.handler.transport;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The smallest and the largest values of Metatype's numbers, which its service does not tell: they are read from the bundle's documents. */
final class Ranges {

	/** @param least empty if there is none; so is {@code most} */
	record Range(String least, String most) {

		static final Range NONE = new Range("", "");
	}

	private static final Logger log = LoggerFactory.getLogger(Ranges.class);
	private static final String FOLDER = "OSGI-INF/metatype";

	private Ranges() {
	}

	/**
	 * Those of an object class, by the id of the attribute. A document that cannot be read has none.
	 *
	 * @param objectClass its id
	 */
	static Map<String, Range> of(Bundle bundle, String objectClass) {
		Map<String, Range> ranges = new HashMap<>();
		var documents = bundle.findEntries(FOLDER, "*.xml", false);
		for (URL document : documents == null ? List.<URL>of() : Collections.list(documents)) {
			try (InputStream in = document.openStream()) {
				ranges.putAll(read(in, objectClass));
			} catch (IOException | XMLStreamException e) {
				log.warn("{} of {} cannot be read: {}", document.getPath(), bundle.getSymbolicName(), e.getMessage());
			}
		}
		return ranges;
	}

	static Map<String, Range> read(InputStream in, String objectClass) throws XMLStreamException {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		XMLStreamReader xml = factory.createXMLStreamReader(in);
		Map<String, Range> ranges = new HashMap<>();
		boolean wanted = false;
		while (xml.hasNext()) {
			if (xml.next() != XMLStreamReader.START_ELEMENT) {
				continue;
			}
			switch (xml.getLocalName()) {
			case "OCD" -> wanted = objectClass.equals(xml.getAttributeValue(null, "id"));
			case "AD" -> {
				if (wanted) {
					ranges.put(xml.getAttributeValue(null, "id"), new Range(number(xml.getAttributeValue(null, "min")), number(xml.getAttributeValue(null, "max"))));
				}
			}
			default -> { // of no interest
			}
			}
		}
		return ranges;
	}

	/** Empty if it is none: texts have a least and a most length. */
	private static String number(String text) {
		try {
			return text == null || text.isBlank() ? "" : new BigDecimal(text.strip()).toPlainString();
		} catch (NumberFormatException e) {
			log.debug("'{}' is no number", text, e);
			return "";
		}
	}
}
