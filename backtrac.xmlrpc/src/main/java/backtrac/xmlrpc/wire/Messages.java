package backtrac.xmlrpc.wire;

import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipException;

import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.XmlRpcRequestConfig;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;
import org.apache.xmlrpc.parser.XmlRpcRequestParser;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

import backtrac.xmlrpc.remote.RpcFault;

/**
 * Reads and writes XML-RPC messages, whose values are wire values as {@link Values} makes and takes them. What is read
 * may be an attack: see {@link HardenedXml} and {@link StrictTypes}.
 */
public final class Messages {

	/** The parser's words about what it met, which may be anything, go back to whom it came from. */
	private static final int MOST_REASON = 200;

	private static final XmlRpcHttpRequestConfigImpl CONFIG = config();
	private static final StrictTypes TYPES = new StrictTypes(Dialect.EXTENDED);
	private static final StrictTypes BASIC_TYPES = new StrictTypes(Dialect.BASIC);

	private Messages() {
	}

	/**
	 * Reads a call.
	 *
	 * @param memory grows with what is read
	 * @throws MalformedException if it is none
	 * @throws TooLargeException  if it is larger than the stream, or memory, allows
	 * @throws NoRoomException    if other messages take up the memory
	 * @throws IOException        if it cannot be read
	 */
	public static Call readCall(InputStream in, Budget.Share memory) throws IOException {
		XmlRpcRequestParser parser = new XmlRpcRequestParser(CONFIG, TYPES);
		parse(in, parser, Limits.CALL, memory);
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
	 * @param memory grows with what is read
	 * @return the result; may be null
	 * @throws RpcFault           if the answer is a fault
	 * @throws MalformedException if it is no answer
	 * @throws TooLargeException  if it is larger than the stream, or memory, allows
	 * @throws NoRoomException    if other messages take up the memory
	 * @throws IOException        if it cannot be read
	 */
	public static Object readAnswer(InputStream in, Budget.Share memory) throws IOException {
		AnswerParser parser = new AnswerParser(CONFIG, TYPES);
		parse(in, parser, Limits.ANSWER, memory);
		return parser.result();
	}

	/**
	 * Writes a call.
	 *
	 * @throws IllegalArgumentException if a value cannot travel
	 */
	public static byte[] write(Call call) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		try {
			write(bytes, Dialect.EXTENDED, writer -> writer.write(new Request(call)));
		} catch (IOException e) {
			throw new IllegalStateException(e); // an array has room
		}
		return bytes.toByteArray();
	}

	/**
	 * Writes an answer.
	 *
	 * @param memory grows with what is written
	 * @throws IllegalArgumentException if the value cannot travel
	 * @throws TooLargeException        if it is larger than callers read, or memory allows
	 * @throws NoRoomException          if other messages take up the memory
	 */
	public static byte[] writeResult(Object result, Dialect dialect, Budget.Share memory) throws TooLargeException, NoRoomException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		try {
			write(new LimitedOutputStream(bytes, Limits.MOST_ANSWERED_BYTES, memory), dialect, writer -> writer.write(CONFIG, result));
		} catch (TooLargeException | NoRoomException e) {
			throw e;
		} catch (IOException e) {
			throw new IllegalStateException(e); // there is none but these
		}
		return bytes.toByteArray();
	}

	/** Writes a fault as an answer. */
	public static byte[] writeFault(int code, String message) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		try {
			write(bytes, Dialect.BASIC, writer -> writer.write(CONFIG, code, XmlText.printable(message)));
		} catch (IOException e) {
			throw new IllegalStateException(e); // an array has room
		}
		return bytes.toByteArray();
	}

	private static XmlRpcHttpRequestConfigImpl config() {
		XmlRpcHttpRequestConfigImpl config = new XmlRpcHttpRequestConfigImpl();
		config.setEncoding("UTF-8");
		config.setTimeZone(TimeZone.getTimeZone("UTC"));
		config.setEnabledForExtensions(false);
		config.setEnabledForExceptions(false);
		return config;
	}

	private static void parse(InputStream in, ContentHandler handler, Limits limits, Budget.Share memory) throws IOException {
		try {
			HardenedXml.parse(in, handler, limits, memory);
		} catch (SAXException e) {
			if (e.getException() instanceof TooLargeException || e.getException() instanceof NoRoomException) {
				throw (IOException) e.getException();
			}
			throw new MalformedException("not an XML-RPC message: " + reason(e), e);
		} catch (CharConversionException | UnsupportedEncodingException | ZipException | EOFException e) {
			throw new MalformedException("not an XML-RPC message: its bytes are damaged", e);
		} catch (RuntimeException e) { // the library's parsers cast what they find
			throw new MalformedException("not an XML-RPC message: its elements are not in their places", e);
		}
	}

	private static String reason(SAXException e) {
		String reason = String.valueOf(e.getMessage());
		return reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + " \u2026";
	}

	private interface Writing {
		void to(XmlRpcWriter writer) throws SAXException;
	}

	private static void write(OutputStream out, Dialect dialect, Writing message) throws IOException {
		try {
			message.to(new XmlRpcWriter(CONFIG, new Utf8Writer(out), dialect == Dialect.BASIC ? BASIC_TYPES : TYPES));
		} catch (SAXException e) {
			if (e.getException() instanceof IOException failed) {
				throw failed;
			}
			throw new IllegalArgumentException(e.getMessage(), e);
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
