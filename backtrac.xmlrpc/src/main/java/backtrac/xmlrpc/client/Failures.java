package backtrac.xmlrpc.client;

import java.net.ConnectException;
import java.net.URI;

import javax.net.ssl.SSLException;

import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.MalformedException;
import backtrac.xmlrpc.wire.NoRoomException;
import backtrac.xmlrpc.wire.TooLargeException;

/** What is said of calls that brought no result. */
record Failures(URI server) {

	/** By the status of an answer that is neither a result nor a fault. */
	RpcConnectionException status(int status) {
		return new RpcConnectionException(switch (status) {
		case 403 -> "the server at " + server + " takes no calls without encryption from here: call it by https";
		case 404, 405, 503 -> noServer().getMessage();
		case 413 -> "the call is too large for the server at " + server;
		default -> "the server at " + server + " answered with HTTP status " + status;
		}, status);
	}

	RpcConnectionException noServer() {
		return new RpcConnectionException("what answers at " + server + " takes no calls: it is no BackTrac server, or one that is starting or stopping", 0);
	}

	/** By what was found when the answer was read. */
	RuntimeException answer(Exception failure) {
		return switch (failure) {
		case RpcFault fault -> new RpcFault(fault.code(), fault.getMessage());
		case TooLargeException e -> new RpcConnectionException("the answer of " + server + " is larger than any that is read: " + e.getMessage(), e);
		case NoRoomException e -> new RpcConnectionException("the answer of " + server + " cannot be read now: " + e.getMessage(), e);
		case MalformedException e -> new RpcConnectionException("what answers at " + server + " does not speak XML-RPC: " + e.getMessage(), e);
		default -> new RpcConnectionException("the connection to " + server + " failed: " + failure.getMessage(), failure);
		};
	}

	/** By why there is no answer at all. */
	RpcConnectionException connection(Throwable cause) {
		ServerTrust.Refusal refusal = ServerTrust.Refusal.in(cause);
		if (refusal != null) {
			return new RpcConnectionException(server + " " + refusal.getMessage(), cause);
		}
		return new RpcConnectionException(switch (cause) {
		case ConnectException _ -> "no server answers at " + server;
		case SSLException _ -> "what answers at " + server + " does not encrypt, or in a way that is not known or too old: " + cause.getMessage();
		default -> "the connection to " + server + " failed: " + cause.getMessage();
		}, cause);
	}
}
