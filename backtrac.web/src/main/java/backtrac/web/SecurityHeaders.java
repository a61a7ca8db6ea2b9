package backtrac.web;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Gives each answer the headers by which browsers refuse what our pages never do. */
@Component(service = Filter.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
public final class SecurityHeaders implements Filter {

	static final String POLICY = "Content-Security-Policy";

	@Activate
	public SecurityHeaders() {
		// public for Declarative Services
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
		HttpServletResponse http = (HttpServletResponse) response;
		http.setHeader(POLICY, policy(""));
		http.setHeader("X-Content-Type-Options", "nosniff");
		http.setHeader("X-Frame-Options", "DENY");
		http.setHeader("Referrer-Policy", "same-origin");
		http.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
		http.setHeader("Cross-Origin-Opener-Policy", "same-origin");
		chain.doFilter(new SameSiteSession((HttpServletRequest) request, http), response);
	}

	/**
	 * Vaadin's client makes functions of texts that the server sends, which needs 'unsafe-eval', and sets styles of
	 * elements. Scripts in the page itself run only with the page's nonce.
	 */
	static String policy(String scripts) {
		return "default-src 'self'; script-src 'self' 'unsafe-eval' " + scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
				+ "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
	}
}
