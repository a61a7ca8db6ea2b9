package backtrac.xmlrpc.wire;

import java.util.Map;

import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.xml.sax.SAXException;

import backtrac.xmlrpc.remote.RpcFault;

/** Takes away the serialized exception that a fault of this library may bring, before it becomes an object. */
final class AnswerParser extends XmlRpcResponseParser {

	private Object result;
	private boolean hasResult;

	AnswerParser(XmlRpcStreamRequestConfig config, TypeFactory types) {
		super(config, types);
	}

	@Override
	protected void addResult(Object value) throws SAXException {
		if (hasResult) {
			throw new SAXException("two values in one answer");
		}
		result = value;
		hasResult = true;
		if (!isSuccess() && value instanceof Map<?, ?> fault) {
			fault.remove("faultCause");
		}
		super.addResult(value);
	}

	/**
	 * What was answered.
	 *
	 * @throws RpcFault           if the answer is a fault
	 * @throws MalformedException if there is no value
	 */
	Object result() throws MalformedException {
		if (!hasResult) {
			throw new MalformedException("an answer without a value", null);
		}
		if (isSuccess()) {
			return result;
		}
		if (result instanceof Map<?, ?> fault && fault.get("faultCode") instanceof Integer code && fault.get("faultString") instanceof String message) {
			throw new RpcFault(code, message);
		}
		throw new MalformedException("a fault without code or message", null);
	}
}
