package backtrac.xmlrpc.handler.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;

class RangesTest {

	private static Map<String, Ranges.Range> read(String document) throws XMLStreamException {
		return Ranges.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "settings");
	}

	@Test
	void readsThoseOfOneObjectClass() throws Exception {
		assertEquals(Map.of("port", new Ranges.Range("1", "65535"), "name", Ranges.Range.NONE, "odd", new Ranges.Range("", "7")), read("""
				<metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
					<OCD id="other"><AD id="port" type="Integer" min="9"/></OCD>
					<OCD id="settings"><AD id="port" type="Integer" min="1" max="65535"/><AD id="name" type="String"/><AD id="odd" min="x" max=" 7 "/></OCD>
				</metatype:MetaData>
				"""));
	}

	@Test
	void followsNoEntity() {
		assertThrows(XMLStreamException.class, () -> read("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:/etc/passwd\">]><OCD id=\"settings\"><AD id=\"a\">&x;</AD></OCD>"));
	}
}
