package backtrac.xmlrpc.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes elements and text as UTF-8. The library's own writer makes two invalid character references of each character
 * outside the Basic Multilingual Plane, such as an emoji, and loses carriage returns.
 */
final class Utf8Writer extends DefaultHandler {

	private static final int BUFFERED = 8192;

	private final OutputStream out;
	private final StringBuilder buffer = new StringBuilder(512);

	Utf8Writer(OutputStream out) {
		this.out = out;
	}

	@Override
	public void startDocument() throws SAXException {
		write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	}

	@Override
	public void endDocument() throws SAXException {
		flush();
	}

	@Override
	public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
		write("<").append(localName).append('>');
	}

	@Override
	public void endElement(String uri, String localName, String qName) throws SAXException {
		write("</").append(localName).append('>');
	}

	/** @throws SAXException if the text has a character that XML cannot carry */
	@Override
	public void characters(char[] chars, int start, int length) throws SAXException {
		String text = new String(chars, start, length);
		int bad = XmlText.firstBad(text, 0);
		if (bad >= 0) {
			throw new SAXException("XML cannot carry the character U+%04X".formatted((int) text.charAt(bad)));
		}
		int from = 0;
		for (int i = 0; i < length; i++) {
			String reference = switch (text.charAt(i)) {
			case '<' -> "&lt;";
			case '>' -> "&gt;";
			case '&' -> "&amp;";
			case '\r' -> "&#13;";
			default -> null;
			};
			if (reference != null) {
				write("").append(text, from, i).append(reference);
				from = i + 1;
			}
		}
		write("").append(text, from, length);
	}

	/** Never between the halves of a surrogate pair. */
	private StringBuilder write(String text) throws SAXException {
		if (buffer.length() > BUFFERED) {
			flush();
		}
		return buffer.append(text);
	}

	private void flush() throws SAXException {
		try {
			out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
		} catch (IOException e) {
			throw new SAXException(e);
		}
		buffer.setLength(0);
	}
}
