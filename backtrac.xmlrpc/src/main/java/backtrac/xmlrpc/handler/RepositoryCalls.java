package backtrac.xmlrpc.handler;

import java.io.IOException;

import backtrac.api.store.RepositoryBusyException;
import backtrac.api.store.RepositoryException;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Makes faults of what the repository cannot do. */
public final class RepositoryCalls {

	/** What the repository is asked. */
	@FunctionalInterface
	public interface Question<T> {

		T ask() throws IOException;
	}

	private RepositoryCalls() {
	}

	/** The answer. */
	public static <T> T answer(Question<T> question) {
		try {
			return question.ask();
		} catch (IOException e) {
			throw fault(e);
		}
	}

	/** What to tell the caller. */
	public static RpcFault fault(IOException e) {
		return switch (e) {
		case RepositoryBusyException busy -> new RpcFault(Fault.BUSY, Wire.text(busy.getMessage()));
		case RepositoryException refusal -> new RpcFault(Fault.REFUSED, Wire.text(refusal.getMessage()));
		default -> new RpcFault(Fault.REFUSED, Wire.text("the repository cannot be read or written: " + e.getMessage()));
		};
	}
}
