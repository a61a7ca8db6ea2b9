package backtrac.xmlrpc.server;

import java.io.IOException;
import java.time.Duration;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Call;
import backtrac.xmlrpc.wire.Dialect;
import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.Limits;
import backtrac.xmlrpc.wire.MalformedException;
import backtrac.xmlrpc.wire.Messages;
import backtrac.xmlrpc.wire.NoRoomException;
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

	/** How long what is too large is read, until its sender has the answer. */
	private static final Duration LARGE_TIME = Duration.ofSeconds(2);
	/** How long a caller may take to send a call. */
	private static final Duration SENDING_TIME = Duration.ofSeconds(60);
	/** What a caller asks for who knows no types but those of the specification. */
	private static final String BASIC = "types=basic";

	private static final long serialVersionUID = 1L;

	private final transient Authentication authentication;
	private final transient Dispatcher dispatcher;
	private final transient Budget budget;
	private final transient LargeAnswers largeAnswers;
	private final transient Duration sendingTime;

	@Activate
	public RpcServlet(@Reference Authentication authentication, @Reference Dispatcher dispatcher) {
		this(authentication, dispatcher, Budget.ofHeap(), LargeAnswers.ofHeap(), SENDING_TIME);
	}

	RpcServlet(Authentication authentication, Dispatcher dispatcher, Budget budget, LargeAnswers largeAnswers, Duration sendingTime) {
		this.authentication = authentication;
		this.dispatcher = dispatcher;
		this.budget = budget;
		this.largeAnswers = largeAnswers;
		this.sendingTime = sendingTime;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		int refusal = refusal(request);
		if (refusal != 0) {
			refuse(request, response, refusal);
			return;
		}
		AnswerBody answer = new AnswerBody(request, response);
		Caller caller;
		try {
			caller = authentication.caller(request.getHeader("Authorization"), request.getRemoteAddr());
		} catch (RpcFault fault) {
			RefusedBody.discard(request, response);
			answer.fault(fault.code(), fault.getMessage());
			return;
		}
		refusal = refusalOfBody(request);
		if (refusal != 0) {
			refuse(request, response, refusal);
			return;
		}
		RequestBody body = new RequestBody(request, sendingTime);
		try (Budget.Share memory = budget.share()) {
			answer(caller, body.read(memory), dialect(request), answer, memory);
		} catch (BrokenBodyException e) {
			response.setHeader("Connection", "close");
			status(response, e.status());
		} catch (TooLargeException e) {
			body.discard(response, Limits.CALL.plainBytes());
			status(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
		} catch (NoRoomException e) {
			body.discard(response, Limits.CALL.bodyBytes());
			answer.fault(Fault.BUSY.code(), "the server cannot take this call now, " + e.getMessage() + ": try again");
		} catch (MalformedException e) {
			body.discard(response, Limits.CALL.bodyBytes());
			answer.fault(Fault.MALFORMED.code(), e.getMessage());
		}
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
		if (!RequestBody.isReadable(request)) {
			return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
		}
		return request.getContentLengthLong() > Limits.CALL.bodyBytes() ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : 0;
	}

	/** Refuses by the head alone. Of the body a little is read, lest the answer gets lost: whoever sends it may not even have a token. */
	private static void refuse(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
		switch (status) {
		case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> response.setHeader("Allow", "POST");
		case HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE -> response.setHeader("Accept-Encoding", Gzip.NAME);
		default -> {
		}
		}
		if (status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) { // only who has a token can be found to send too much
			new RequestBody(request, LARGE_TIME).discard(response, Limits.CALL.plainBytes());
		} else {
			RefusedBody.discard(request, response);
		}
		status(response, status);
	}

	private static void status(HttpServletResponse response, int status) {
		response.setStatus(status);
		response.setContentLength(0);
	}

	private static Dialect dialect(HttpServletRequest request) {
		return BASIC.equals(request.getQueryString()) ? Dialect.BASIC : Dialect.EXTENDED;
	}

	private void answer(Caller caller, Call call, Dialect dialect, AnswerBody answer, Budget.Share memory) throws IOException {
		byte[] xml;
		boolean isPacked;
		try (LargeAnswers.Place _ = dispatcher.isLarge(call.method()) ? largeAnswers.place() : LargeAnswers.Place.NONE) {
			Object result = dispatcher.call(caller, call);
			xml = xml(call, result, dialect, memory);
			isPacked = answer.isPacked(xml, result);
		} catch (RpcFault fault) {
			answer.fault(fault.code(), fault.getMessage());
			return;
		}
		answer.send(xml, isPacked); // however slowly the caller reads: the result is gone, and the XML is in the budget
	}

	private byte[] xml(Call call, Object result, Dialect dialect, Budget.Share memory) {
		try {
			return Messages.writeResult(result, dialect, memory);
		} catch (TooLargeException e) {
			throw new RpcFault(Fault.REFUSED, "the answer to " + call.method() + " would be of " + e.getMessage() + ": ask for less at once");
		} catch (NoRoomException e) {
			throw dispatcher.changes(call.method())
					? new RpcFault(Fault.UNAVAILABLE, call.method() + " was done, but its answer cannot be sent now, " + e.getMessage() + ": look before you call again")
					: new RpcFault(Fault.BUSY, "the answer to " + call.method() + " cannot be sent now, " + e.getMessage() + ": try again");
		} catch (IllegalArgumentException e) { // such as a string that XML cannot carry
			throw Dispatcher.internal(call.method(), e);
		}
	}
}
