package backtrac.xmlrpc.wire;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Parsers that fetch nothing and know no entities. To make one takes longer than to read a call, so some are kept. Each keeps all names that
 * it has ever met, so one that has read much of what has strange names in it is not.
 */
final class XmlReaders {

	/** A parser, and how many bytes it has read that may have had strange names in them. */
	static final class Kept {

		private final XMLReader reader;
		private int strange;

		private Kept(XMLReader reader) {
			this.reader = reader;
		}

		XMLReader reader() {
			return reader;
		}
	}

	private static final int KEPT = 8;
	private static final int MOST_STRANGE = 64 << 10;
	private static final SAXParserFactory FACTORY = factory();
	private static final BlockingQueue<Kept> IDLE = new ArrayBlockingQueue<>(KEPT);

	private XmlReaders() {
	}

	/** One that nobody else uses. */
	static Kept take() throws SAXException {
		Kept kept = IDLE.poll();
		return kept == null ? new Kept(make()) : kept;
	}

	/**
	 * Gives one back.
	 *
	 * @param strange bytes of what it has read, if that was no good message with the usual names alone
	 */
	static void giveBack(Kept kept, int strange) {
		kept.strange += Math.min(strange, MOST_STRANGE);
		if (kept.strange >= MOST_STRANGE) {
			return;
		}
		XMLReader reader = kept.reader;
		reader.setContentHandler(null);
		reader.setEntityResolver(null);
		reader.setDTDHandler(null);
		reader.setErrorHandler(null);
		IDLE.offer(kept);
	}

	/** The JDK's own parser, never one that is found on a class path. */
	private static SAXParserFactory factory() {
		try {
			SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
			factory.setXIncludeAware(false);
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
			factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
			factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
			return factory;
		} catch (ParserConfigurationException | SAXException e) {
			throw new ExceptionInInitializerError(e); // better none than one that is not hardened
		}
	}

	private static XMLReader make() throws SAXException {
		try {
			SAXParser parser;
			synchronized (FACTORY) { // a factory is not for several threads
				parser = FACTORY.newSAXParser();
			}
			parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
			parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
			return parser.getXMLReader();
		} catch (ParserConfigurationException e) {
			throw new IllegalStateException(e);
		}
	}
}
