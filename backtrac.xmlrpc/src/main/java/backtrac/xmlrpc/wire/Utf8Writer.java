package backtrac.xmlrpc.wire;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes elements and text as UTF-8. The library's own writer makes two invalid character references of each character
 * outside the Basic Multilingual Plane, such as an emoji, and loses carriage returns.
 */
final class Utf8Writer extends DefaultHandler {

	private final Writer out;

	Utf8Writer(OutputStream out) {
		this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
	}

	@Override
	public void startDocument() throws SAXException {
		write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	}

	@Override
	public void endDocument() throws SAXException {
		try {
			out.flush();
		} catch (IOException e) {
			throw new SAXException(e);
		}
	}

	@Override
	public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
		write("<" + localName + ">");
	}

	@Override
	public void endElement(String uri, String localName, String qName) throws SAXException {
		write("</" + localName + ">");
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
				write(text.substring(from, i) + reference);
				from = i + 1;
			}
		}
		write(text.substring(from));
	}

	private void write(String text) throws SAXException {
		try {
			out.write(text);
		} catch (IOException e) {
			throw new SAXException(e);
		}
	}
}
