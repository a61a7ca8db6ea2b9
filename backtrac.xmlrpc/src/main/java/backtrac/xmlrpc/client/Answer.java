package backtrac.xmlrpc.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.Budget;
import backtrac.xmlrpc.wire.Gzip;
import backtrac.xmlrpc.wire.Limits;
import backtrac.xmlrpc.wire.Messages;

/**
 * What a server answers, read while it comes, so that what is too much never gets into memory.
 *
 * @param result  a wire value
 * @param failure instead of it: an {@link RpcFault}, or an IOException for what is no answer
 * @param rest    what has not been read; to be closed when the HTTP client has handed the answer over, and not before: it would take that
 *                for a failure
 */
record Answer(Object result, Exception failure, InputStream rest) implements AutoCloseable {

	/** The memory for answers of all clients of this process. */
	private static final Budget MEMORY = Budget.ofHeap();

	/** Reads what may be an answer. Nothing is read of anything else; the response's body is then null. */
	static BodyHandler<Answer> handler() {
		return info -> isAnswer(info) ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), in -> read(in, info.headers())) : new NoBody<>();
	}

	private static boolean isAnswer(ResponseInfo info) {
		return info.statusCode() == 200 && info.headers().firstValue("Content-Type").orElse("").startsWith("text/xml");
	}

	/** In a thread of the HTTP client. */
	private static Answer read(InputStream in, HttpHeaders headers) {
		String encoding = headers.firstValue("Content-Encoding").orElse(null);
		try (Budget.Share memory = MEMORY.share()) {
			return new Answer(Gzip.read(in, encoding, Limits.ANSWER, plain -> Messages.readAnswer(plain, memory)), null, in);
		} catch (IOException | RpcFault e) {
			return new Answer(null, e, in);
		}
	}

	@Override
	public void close() {
		try {
			rest.close();
		} catch (IOException _) {
			// nobody wants what is left
		}
	}
}
