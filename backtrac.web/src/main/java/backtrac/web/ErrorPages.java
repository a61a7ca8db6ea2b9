package backtrac.web;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;

import backtrac.web.page.ErrorLog;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The page for requests that fail before there is a page of Vaadin's. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletErrorPage(errorPage = { "4xx", "5xx" })
public final class ErrorPages extends HttpServlet {

	private static final long serialVersionUID = 1L;

	@Activate
	public ErrorPages() {
		// public for Declarative Services
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
		Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
		response.setContentType("text/html;charset=utf-8");
		response.setHeader("Cache-Control", "no-store");
		response.getWriter().write("""
				<!DOCTYPE html>
				<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
				<title>%d - BackTrac</title><link rel="stylesheet" href="/lumo/lumo.css"><link rel="stylesheet" href="/backtrac.css">
				<script src="/backtrac.js"></script></head>
				<body><main class="bt-message"><h1>%s</h1><p>%s</p><p><a href="/">To the dashboard</a></p></main></body></html>
				""".formatted(status, title(status), sentence(status, message)));
	}

	private static String title(int status) {
		return status == 404 ? "There is nothing here" : status < 500 ? "That did not work" : "Something went wrong";
	}

	/** The message of an error of ours is its id; those of others may say more than people should see. */
	private static String sentence(int status, Object message) {
		if (status == 404) {
			return "The address is wrong, or what it stood for is gone.";
		}
		if (status < 500) {
			return "The server cannot answer this request (" + status + ").";
		}
		return message instanceof String id && id.matches("[0-9a-f]{8}") ? ErrorLog.sentence(id)
				: "The server could not answer. The log has the details.";
	}
}
