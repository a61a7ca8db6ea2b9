package backtrac.xmlrpc.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Parses XML of somebody who may mean harm: no DOCTYPE and so no entities, nothing from elsewhere, no names but those of XML-RPC, no
 * attributes, and limits on depth, elements, text and markup, so that neither stack nor memory depend on what comes.
 */
final class HardenedXml extends XMLFilterImpl {

	static final int MOST_DEPTH = 32;
	/** A string, a number or a name, in characters. Only base64 may be longer. */
	static final int MOST_STRING = 1 << 20;
	/** A comment, a name, an attribute: the parser collects it before it tells of it. In bytes. */
	static final int MOST_MARKUP = 256 << 10;
	/** The method's name and the blanks around it: the library joins its pieces in quadratic time. */
	static final int MOST_HEAD_TEXT = 4096;
	/** Peers that know i8 and nil as extensions declare one; each is a name that the parser keeps. */
	static final int MOST_PREFIXES = 16;

	/** An object and its place in an array or a map, in bytes. */
	private static final int ELEMENT_COST = 100;
	/** A character in a buffer that doubles when it is full, and in what is made of it. */
	private static final int CHARACTER_COST = 3;

	private static final Set<String> NAMES = Set.of("methodCall", "methodName", "methodResponse", "params", "param", "fault", "value", "array",
			"data", "struct", "member", "name", "int", "i4", "i8", "boolean", "double", "string", "dateTime.iso8601", "base64", "nil");

	private final Limits limits;
	private final Budget.Share memory;
	private int depth;
	private int elements;
	private int text;
	private int headText;
	private int string;
	private int prefixes;
	private int untold;
	private int read;
	private boolean isBlob;

	private HardenedXml(XMLReader reader, Limits limits, Budget.Share memory) {
		super(reader);
		this.limits = limits;
		this.memory = memory;
	}

	/**
	 * Parses a document.
	 *
	 * @param memory grows with what is read
	 * @throws SAXException if it is not well-formed or exceeds a limit; its cause may be a NoRoomException or a TooLargeException
	 * @throws IOException  if it cannot be read
	 */
	static void parse(InputStream in, ContentHandler handler, Limits limits, Budget.Share memory) throws SAXException, IOException {
		XmlReaders.Kept kept = XmlReaders.take();
		HardenedXml filter = new HardenedXml(kept.reader(), limits, memory);
		filter.setContentHandler(handler);
		boolean isGood = false;
		try {
			filter.parse(new InputSource(filter.new Markup(in)));
			isGood = filter.prefixes == 0;
		} finally {
			XmlReaders.giveBack(kept, isGood ? 0 : filter.read);
		}
	}

	@Override
	public void startPrefixMapping(String prefix, String uri) throws SAXException {
		if (++prefixes > MOST_PREFIXES) {
			throw new SAXException("more than " + MOST_PREFIXES + " prefixes");
		}
		super.startPrefixMapping(prefix, uri);
	}

	@Override
	public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
		untold = 0;
		string = 0;
		if (++depth > MOST_DEPTH) {
			throw new SAXException("nested deeper than " + MOST_DEPTH + " elements");
		}
		if (++elements > limits.elements()) {
			throw new SAXException("more than " + limits.elements() + " elements");
		}
		if (!NAMES.contains(localName)) {
			throw new SAXException("an element that XML-RPC does not have");
		}
		if (attributes.getLength() > 0) {
			throw new SAXException("an attribute");
		}
		isBlob = localName.equals("base64");
		cost(ELEMENT_COST);
		super.startElement(uri, localName, qName, attributes);
	}

	@Override
	public void endElement(String uri, String localName, String qName) throws SAXException {
		untold = 0;
		string = 0;
		isBlob = false;
		depth--;
		super.endElement(uri, localName, qName);
	}

	@Override
	public void characters(char[] chars, int start, int length) throws SAXException {
		untold = 0;
		text += length;
		string += length;
		if (depth <= 2) {
			headText += length;
		}
		if (text > limits.characters() || headText > MOST_HEAD_TEXT || string > MOST_STRING && !isBlob) {
			throw new SAXException("too much text");
		}
		cost((long) CHARACTER_COST * length);
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

	private void cost(long bytes) throws SAXException {
		try {
			memory.add(bytes);
		} catch (IOException e) {
			throw new SAXException(e);
		}
	}

	/** Counts what the parser has read since it last told of something. */
	private final class Markup extends WatchedInputStream {

		Markup(InputStream in) {
			super(in);
		}

		@Override
		protected void watch(int bytes) throws MalformedException {
			untold += bytes;
			read += bytes;
			if (untold > MOST_MARKUP) {
				throw new MalformedException("a comment, name or attribute of more than " + MOST_MARKUP + " bytes", null);
			}
		}
	}
}
