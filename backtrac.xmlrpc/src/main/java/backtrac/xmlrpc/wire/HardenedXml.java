package backtrac.xmlrpc.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Parses XML of somebody who may mean harm: no DOCTYPE and so no entities, nothing from elsewhere, and limits on depth,
 * elements, text and markup, so that neither stack nor memory depend on what comes.
 */
final class HardenedXml extends XMLFilterImpl {

	static final int MOST_DEPTH = 32;
	static final int MOST_ELEMENTS = 1_000_000;
	/** All text of a message together, in characters. */
	static final int MOST_TEXT = 16 << 20;
	/** A comment, a name, an attribute: the parser collects it before it tells of it. In bytes. */
	static final int MOST_MARKUP = 256 << 10;
	/** The method's name and the blanks around it: the library joins its pieces in quadratic time. */
	static final int MOST_HEAD_TEXT = 4096;

	private static final SAXParserFactory FACTORY = factory();

	private int depth;
	private int elements;
	private int text;
	private int headText;
	private int untold;

	private HardenedXml(XMLReader reader) {
		super(reader);
	}

	/**
	 * Parses a document.
	 *
	 * @throws SAXException if it is not well-formed or exceeds a limit
	 * @throws IOException  if it cannot be read
	 */
	static void parse(InputStream in, ContentHandler handler) throws SAXException, IOException {
		HardenedXml filter = new HardenedXml(reader());
		filter.setContentHandler(handler);
		filter.parse(new InputSource(filter.new Watched(in)));
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

	private static XMLReader reader() throws SAXException {
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

	@Override
	public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
		untold = 0;
		if (++depth > MOST_DEPTH) {
			throw new SAXException("nested deeper than " + MOST_DEPTH + " elements");
		}
		if (++elements > MOST_ELEMENTS) {
			throw new SAXException("more than " + MOST_ELEMENTS + " elements");
		}
		super.startElement(uri, localName, qName, attributes);
	}

	@Override
	public void endElement(String uri, String localName, String qName) throws SAXException {
		untold = 0;
		depth--;
		super.endElement(uri, localName, qName);
	}

	@Override
	public void characters(char[] chars, int start, int length) throws SAXException {
		untold = 0;
		text += length;
		if (depth <= 2) {
			headText += length;
		}
		if (text > MOST_TEXT || headText > MOST_HEAD_TEXT) {
			throw new SAXException("too much text");
		}
		super.characters(chars, start, length);
	}

	@Override
	public void processingInstruction(String target, String data) throws SAXException {
		throw new SAXException("a processing instruction");
	}

	@Override
	public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
		throw new SAXException("an external entity");
	}

	/** Counts what the parser has read since it last told of something. */
	private final class Watched extends FilterInputStream {

		Watched(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			int value = super.read();
			count(value < 0 ? 0 : 1);
			return value;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			count(read);
			return read;
		}

		private void count(int read) throws MalformedException {
			untold += Math.max(0, read);
			if (untold > MOST_MARKUP) {
				throw new MalformedException("a comment, name or attribute of more than " + MOST_MARKUP + " bytes", null);
			}
		}
	}
}
