package backtrac.xmlrpc.wire;

import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipException;

import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.XmlRpcRequestConfig;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;
import org.apache.xmlrpc.parser.XmlRpcRequestParser;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

import backtrac.xmlrpc.remote.RpcFault;

/**
 * Reads and writes XML-RPC messages, whose values are wire values as {@link Values} makes and takes them. What is read
 * may be an attack: see {@link HardenedXml} and {@link StrictTypes}.
 */
public final class Messages {

	private static final XmlRpcHttpRequestConfigImpl CONFIG = config();
	private static final StrictTypes TYPES = new StrictTypes();

	private Messages() {
	}

	/**
	 * Reads a call.
	 *
	 * @throws MalformedException if it is none
	 * @throws IOException        if it cannot be read, or is larger than the stream allows
	 */
	public static Call readCall(InputStream in) throws IOException {
		XmlRpcRequestParser parser = new XmlRpcRequestParser(CONFIG, TYPES);
		parse(in, parser);
		if (parser.getMethodName() == null) {
			throw new MalformedException("a call without a method's name", null);
		}
		List<Object> parameters = new ArrayList<>();
		if (parser.getParams() != null) {
			parameters.addAll((List<?>) parser.getParams());
		}
		return new Call(parser.getMethodName().strip(), parameters);
	}

	/**
	 * Reads an answer.
	 *
	 * @return the result; may be null
	 * @throws RpcFault           if the answer is a fault
	 * @throws MalformedException if it is no answer
	 * @throws IOException        if it cannot be read, or is larger than the stream allows
	 */
	public static Object readAnswer(InputStream in) throws IOException {
		AnswerParser parser = new AnswerParser();
		parse(in, parser);
		if (!parser.hasResult) {
			throw new MalformedException("an answer without a value", null);
		}
		if (parser.isSuccess()) {
			return parser.result;
		}
		if (parser.result instanceof Map<?, ?> fault && fault.get("faultCode") instanceof Integer code
				&& fault.get("faultString") instanceof String message) {
			throw new RpcFault(code, message);
		}
		throw new MalformedException("a fault without code or message", null);
	}

	/**
	 * Writes a call.
	 *
	 * @throws IllegalArgumentException if a value cannot travel
	 */
	public static byte[] write(Call call) {
		return write(writer -> writer.write(new Request(call)));
	}

	/**
	 * Writes an answer.
	 *
	 * @throws IllegalArgumentException if the value cannot travel
	 */
	public static byte[] writeResult(Object result) {
		return write(writer -> writer.write(CONFIG, result));
	}

	/** Writes a fault as an answer. */
	public static byte[] writeFault(int code, String message) {
		return write(writer -> writer.write(CONFIG, code, XmlText.printable(message)));
	}

	private static XmlRpcHttpRequestConfigImpl config() {
		XmlRpcHttpRequestConfigImpl config = new XmlRpcHttpRequestConfigImpl();
		config.setEncoding("UTF-8");
		config.setTimeZone(TimeZone.getTimeZone("UTC"));
		config.setEnabledForExtensions(false);
		config.setEnabledForExceptions(false);
		return config;
	}

	private static void parse(InputStream in, ContentHandler handler) throws IOException {
		try {
			HardenedXml.parse(in, handler);
		} catch (SAXException e) {
			if (e.getException() instanceof TooLargeException tooLarge) {
				throw tooLarge;
			}
			throw new MalformedException("not an XML-RPC message: " + e.getMessage(), e);
		} catch (CharConversionException | UnsupportedEncodingException | ZipException | EOFException e) {
			throw new MalformedException("not an XML-RPC message: its bytes are damaged", e);
		} catch (RuntimeException e) { // the library's parsers cast what they find
			throw new MalformedException("not an XML-RPC message: its elements are not in their places", e);
		}
	}

	private interface Writing {
		void to(XmlRpcWriter writer) throws SAXException;
	}

	private static byte[] write(Writing message) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		try {
			message.to(new XmlRpcWriter(CONFIG, new Utf8Writer(bytes), TYPES));
		} catch (SAXException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
		return bytes.toByteArray();
	}

	/** Takes away the serialized exception that a fault of this library may bring, before it becomes an object. */
	private static final class AnswerParser extends XmlRpcResponseParser {

		private Object result;
		private boolean hasResult;

		AnswerParser() {
			super(CONFIG, TYPES);
		}

		@Override
		protected void addResult(Object value) throws SAXException {
			result = value;
			hasResult = true;
			if (!isSuccess() && value instanceof Map<?, ?> fault) {
				fault.remove("faultCause");
			}
			super.addResult(value);
		}
	}

	private record Request(Call call) implements XmlRpcRequest {

		@Override
		public XmlRpcRequestConfig getConfig() {
			return CONFIG;
		}

		@Override
		public String getMethodName() {
			return call.method();
		}

		@Override
		public int getParameterCount() {
			return call.parameters().size();
		}

		@Override
		public Object getParameter(int index) {
			return call.parameters().get(index);
		}
	}
}
