package backtrac.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

/** Makes the session's cookie one that other sites' pages do not send. Felix has no setting for that. */
final class SameSiteSession extends HttpServletRequestWrapper {

	private static final String COOKIE = "Set-Cookie";

	private final HttpServletResponse response;

	SameSiteSession(HttpServletRequest request, HttpServletResponse response) {
		super(request);
		this.response = response;
	}

	@Override
	public HttpSession getSession() {
		return getSession(true);
	}

	@Override
	public HttpSession getSession(boolean create) {
		HttpSession session = super.getSession(create);
		if (create) {
			restrictCookies();
		}
		return session;
	}

	@Override
	public String changeSessionId() {
		String id = super.changeSessionId();
		restrictCookies();
		return id;
	}

	private void restrictCookies() {
		List<String> cookies = List.copyOf(response.getHeaders(COOKIE));
		if (cookies.stream().allMatch(cookie -> cookie.contains("SameSite="))) {
			return;
		}
		response.setHeader(COOKIE, null);
		for (String cookie : cookies) {
			response.addHeader(COOKIE, cookie.contains("SameSite=") ? cookie : cookie + "; SameSite=Lax");
		}
	}
}
