package backtrac.xmlrpc.wire;

import java.util.Collections;
import java.util.List;

/**
 * A method call as it travels.
 *
 * @param method     the method's full name, such as {@code run.poll}
 * @param parameters wire values, see {@link Values}; one may be null
 */
public record Call(String method, List<Object> parameters) {

	public Call {
		parameters = Collections.unmodifiableList(parameters);
	}
}
