package backtrac.xmlrpc.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A call of the servlet without a web server around it. */
final class DirectCall {

	private final ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
	private int status = 200;

	/** Calls, and waits for the answer. */
	DirectCall(RpcServlet servlet, String token, byte[] body, Map<String, String> headers) throws IOException, ServletException {
		ServletInputStream in = input(body);
		ServletOutputStream out = output();
		HttpServletRequest request = proxy(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
		case "getRemoteAddr" -> "127.0.0.1";
		case "getMethod" -> "POST";
		case "getContentType" -> "text/xml";
		case "getContentLengthLong" -> (long) body.length;
		case "getInputStream" -> in;
		case "getHeader" -> arguments[0].equals("Authorization") ? "Bearer " + token : headers.get(arguments[0]);
		default -> none(method.getReturnType());
		});
		HttpServletResponse response = proxy(HttpServletResponse.class, (proxy, method, arguments) -> switch (method.getName()) {
		case "setStatus", "sendError" -> status = (int) arguments[0];
		case "getOutputStream" -> out;
		default -> none(method.getReturnType());
		});
		servlet.service(request, response);
	}

	int status() {
		return status;
	}

	byte[] answer() {
		return answer.toByteArray();
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(DirectCall.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static Object none(Class<?> type) {
		return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : null;
	}

	private static ServletInputStream input(byte[] body) {
		ByteArrayInputStream bytes = new ByteArrayInputStream(body);
		return new ServletInputStream() {

			@Override
			public int read() {
				return bytes.read();
			}

			@Override
			public int read(byte[] buffer, int offset, int length) {
				return bytes.read(buffer, offset, length);
			}

			@Override
			public int available() {
				return bytes.available();
			}

			@Override
			public boolean isFinished() {
				return bytes.available() == 0;
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setReadListener(ReadListener listener) {
				throw new UnsupportedOperationException();
			}
		};
	}

	private ServletOutputStream output() {
		return new ServletOutputStream() {

			@Override
			public void write(int value) {
				answer.write(value);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				answer.write(bytes, offset, length);
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				throw new UnsupportedOperationException();
			}
		};
	}
}
