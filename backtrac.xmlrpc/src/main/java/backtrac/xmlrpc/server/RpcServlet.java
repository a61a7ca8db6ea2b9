package backtrac.xmlrpc.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.LimitedInputStream;
import backtrac.xmlrpc.wire.MalformedException;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.TooLargeException;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Takes calls over HTTP: those that {@link RpcContext} lets through, with a token, of a bounded size. All that is looked at before a byte
 * of the body is. Answers faults with status 200, as XML-RPC wants it, those of who may not call among them, and no other error with a body.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + RpcContext.NAME + ")")
@HttpWhiteboardServletName(RpcContext.NAME)
@HttpWhiteboardServletPattern("/*")
public final class RpcServlet extends HttpServlet {

	static final int MOST_BODY_BYTES = 8 << 20;
	static final int MOST_PLAIN_BYTES = 64 << 20;
	private static final int MOST_REFUSED_BYTES = 64 << 10;

	private static final long serialVersionUID = 1L;

	private final transient Authentication authentication;
	private final transient Dispatcher dispatcher;

	@Activate
	public RpcServlet(@Reference Authentication authentication, @Reference Dispatcher dispatcher) {
		this.authentication = authentication;
		this.dispatcher = dispatcher;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		int refusal = refusal(request);
		if (refusal != 0) {
			refuse(request, response, refusal);
			return;
		}
		Caller caller;
		try {
			caller = authentication.caller(request.getHeader("Authorization"), request.getRemoteAddr());
		} catch (RpcFault fault) {
			discardBody(request, response, MOST_REFUSED_BYTES);
			send(response, Messages.writeFault(fault.code(), fault.getMessage()));
			return;
		}
		refusal = refusalOfBody(request);
		if (refusal != 0) {
			refuse(request, response, refusal);
			return;
		}
		byte[] answer;
		try {
			answer = answer(caller, Messages.readCall(body(request)));
		} catch (TooLargeException e) {
			refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
			return;
		} catch (MalformedException e) {
			answer = Messages.writeFault(Fault.MALFORMED.code(), e.getMessage());
			discardBody(request, response, MOST_BODY_BYTES);
		}
		send(response, answer);
	}

	private static void send(HttpServletResponse response, byte[] answer) throws IOException {
		response.setContentType("text/xml;charset=utf-8");
		response.setHeader("Cache-Control", "no-store");
		response.setContentLength(answer.length);
		response.getOutputStream().write(answer);
	}

	/** The HTTP status to refuse with, by the request's head alone; 0 to go on. */
	private static int refusal(HttpServletRequest request) {
		if (request.getPathInfo() != null && !request.getPathInfo().equals("/")) {
			return HttpServletResponse.SC_NOT_FOUND;
		}
		if (!request.getMethod().equals("POST")) {
			return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
		}
		return 0;
	}

	/** The same for who may call. */
	private static int refusalOfBody(HttpServletRequest request) {
		String type = request.getContentType();
		String encoding = request.getHeader("Content-Encoding");
		if (type == null || !type.toLowerCase(Locale.ROOT).matches("text/xml\\s*(;.*)?")
				|| encoding != null && !encoding.equalsIgnoreCase("identity") && !isGzip(encoding)) {
			return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
		}
		return request.getContentLengthLong() > MOST_BODY_BYTES ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : 0;
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
		if (status == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
			response.setHeader("Allow", "POST");
		}
		// only who has the token can be found to send too much
		discardBody(request, response, status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE ? MOST_PLAIN_BYTES : MOST_REFUSED_BYTES);
		response.setStatus(status);
		response.setContentLength(0);
	}

	/**
	 * Reads what is left of the body and throws it away. If a connection is closed while there is more to read, the
	 * answer may not reach the caller.
	 */
	private static void discardBody(HttpServletRequest request, HttpServletResponse response, int most) throws IOException {
		try {
			new LimitedInputStream(request.getInputStream(), most).transferTo(OutputStream.nullOutputStream());
		} catch (TooLargeException e) {
			response.setHeader("Connection", "close");
		}
	}

	private byte[] answer(Caller caller, Call call) {
		try {
			Object result = dispatcher.call(caller, call);
			try {
				return Messages.writeResult(result);
			} catch (IllegalArgumentException e) { // such as a string that XML cannot carry
				throw Dispatcher.internal(call.method(), e);
			}
		} catch (RpcFault fault) {
			return Messages.writeFault(fault.code(), fault.getMessage() == null ? "" : fault.getMessage());
		}
	}

	private static InputStream body(HttpServletRequest request) throws IOException {
		InputStream body = new LimitedInputStream(request.getInputStream(), MOST_BODY_BYTES);
		String encoding = request.getHeader("Content-Encoding");
		if (encoding == null || !isGzip(encoding)) {
			return body;
		}
		try {
			return new LimitedInputStream(new GZIPInputStream(body), MOST_PLAIN_BYTES);
		} catch (ZipException | EOFException e) {
			throw new MalformedException("the body is not compressed by gzip", e);
		}
	}

	private static boolean isGzip(String encoding) {
		return encoding.equalsIgnoreCase("gzip");
	}
}
