package backtrac.xmlrpc.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.ws.commons.util.NamespaceContextImpl;
import org.apache.xmlrpc.common.TypeFactoryImpl;
import org.apache.xmlrpc.common.XmlRpcStreamConfig;
import org.apache.xmlrpc.parser.LongParser;
import org.apache.xmlrpc.parser.NullParser;
import org.apache.xmlrpc.parser.TypeParser;
import org.apache.xmlrpc.serializer.TypeSerializer;
import org.apache.xmlrpc.serializer.TypeSerializerImpl;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The types that may travel: those of the specification, {@code i8} and {@code nil}. Nothing that the library would make
 * Java objects or DOM trees of.
 */
final class StrictTypes extends TypeFactoryImpl {

	private static final Set<String> READ = Set.of("int", "i4", "boolean", "double", "string", "array", "struct", "base64");
	private static final List<Class<?>> WRITTEN = List.of(Integer.class, Boolean.class, Double.class, String.class, byte[].class,
			Object[].class, List.class, Map.class);

	private final Dialect written;

	/** @param written what is written; all are read */
	StrictTypes(Dialect written) {
		super(null);
		this.written = written;
	}

	/** @return null for a type that is not read: the library then refuses the message */
	@Override
	public TypeParser getParser(XmlRpcStreamConfig config, NamespaceContextImpl context, String uri, String name) {
		boolean plain = uri == null || uri.isEmpty();
		if (plain || uri.equals(XmlRpcWriter.EXTENSIONS_URI)) {
			switch (name) {
			case "i8":
				return new LongParser();
			case "nil":
				return new NullParser();
			default:
				break;
			}
		}
		if (plain && name.equals("dateTime.iso8601")) {
			return new TimeParser();
		}
		return plain && READ.contains(name) ? super.getParser(config, context, "", name) : null;
	}

	@Override
	public TypeSerializer getSerializer(XmlRpcStreamConfig config, Object value) throws SAXException {
		if (value == null) {
			return written == Dialect.BASIC ? new Plain("string", "") : new Plain("nil", "");
		}
		if (value instanceof Long) {
			return new Plain(written == Dialect.BASIC ? "string" : "i8", value.toString());
		}
		if (WRITTEN.stream().noneMatch(type -> type.isInstance(value))) {
			throw new SAXException("XML-RPC has no type for a " + value.getClass().getName());
		}
		return super.getSerializer(config, value);
	}

	/** The library would write i8 and nil with a prefix of its own. */
	private static final class Plain extends TypeSerializerImpl {

		private final String tag;
		private final String text;

		Plain(String tag, String text) {
			this.tag = tag;
			this.text = text;
		}

		@Override
		public void write(ContentHandler handler, Object value) throws SAXException {
			write(handler, tag, text);
		}
	}
}
