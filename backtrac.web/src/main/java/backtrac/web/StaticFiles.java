package backtrac.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

import org.osgi.framework.FrameworkUtil;

import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.server.StaticFileHandler;
import com.vaadin.flow.server.VaadinServlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Serves static files from bundles: Vaadin's own takes every URL for one of a file or a jar. */
final class StaticFiles implements StaticFileHandler {

	private static final long serialVersionUID = 1L;

	/** Files of reproducible builds all have one time: what changes is when their bundle was installed. */
	private final String version = Long.toHexString(FrameworkUtil.getBundle(StaticFiles.class).getLastModified()) + "-"
			+ Long.toHexString(FrameworkUtil.getBundle(VaadinServlet.class).getLastModified());

	@Override
	public boolean serveStaticResource(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String path = request.getPathInfo();
		if (path == null || path.endsWith("/") || path.equals("/index.html")) {
			return false;
		}
		if (HandlerHelper.isPathUnsafe(path)) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
			return true;
		}
		ServletContext context = request.getServletContext();
		URL plain = context.getResource(path);
		if (plain == null) {
			return false;
		}
		URL brotli = accepts(request, "br") ? context.getResource(path + ".br") : null;
		if (brotli != null) {
			response.setHeader("Content-Encoding", "br");
		}
		String type = context.getMimeType(path);
		if (type != null) {
			response.setContentType(type.startsWith("text/") ? type + ";charset=utf-8" : type);
		}
		response.setHeader("Vary", "Accept-Encoding");
		// the names of the built files have their content's hash in them
		response.setHeader("Cache-Control", path.startsWith("/VAADIN/build/") ? "public, max-age=31536000, immutable" : "no-cache");
		send(brotli != null ? brotli : plain, request, response);
		return true;
	}

	private void send(URL file, HttpServletRequest request, HttpServletResponse response) throws IOException {
		URLConnection connection = file.openConnection();
		String tag = "\"" + version + "-" + connection.getContentLength() + "\"";
		response.setHeader("ETag", tag);
		if (tag.equals(request.getHeader("If-None-Match"))) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return;
		}
		if (connection.getContentLength() >= 0) {
			response.setContentLength(connection.getContentLength());
		}
		try (InputStream in = connection.getInputStream()) {
			in.transferTo(response.getOutputStream());
		}
	}

	private static boolean accepts(HttpServletRequest request, String encoding) {
		String accepted = request.getHeader("Accept-Encoding");
		return accepted != null && accepted.contains(encoding);
	}
}
