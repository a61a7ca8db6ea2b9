package backtrac.web;

import java.io.IOException;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletMultipart;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.StaticFileHandler;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;

import backtrac.web.page.ErrorLog;
import backtrac.web.page.ErrorView;
import backtrac.web.page.NotFoundView;
import backtrac.web.signin.Guard;
import backtrac.web.signin.SignIn;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Vaadin's servlet under the HTTP whiteboard. */
@Component(service = Servlet.class, property = { "servlet.init.productionMode=true", "servlet.init.closeIdleSessions=true",
		"servlet.init.heartbeatInterval=60",
		"servlet.init.pushServletMapping=/",
		// else Vaadin looks for its servlet's mapping in the container, which knows only the whiteboard's, and warns
		"servlet.init." + VaadinServlet.INTERNAL_VAADIN_SERVLET_VITE_DEV_MODE_FRONTEND_PATH + "=/" })
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletName("backtrac-ui")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardServletMultipart
public final class UiServlet extends VaadinServlet {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(UiServlet.class);

	private final transient Views views;
	private final transient Sessions sessions = new Sessions();
	private transient ServletConfig config;
	private boolean started;

	@Activate
	public UiServlet(@Reference Views views) {
		this.views = views;
	}

	/** Vaadin itself starts with the first request: the container gives its web sockets to a context only after its servlets. */
	@Override
	public void init(ServletConfig config) {
		this.config = config;
	}

	@Override
	public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
		try (VaadinClassLoader _ = new VaadinClassLoader()) {
			start();
			if (isForVaadin((HttpServletRequest) request)) {
				super.service(request, response);
			} else {
				((HttpServletResponse) response).sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			}
		} catch (ServletException | RuntimeException e) {
			String id = ErrorLog.record("a request", e);
			if (!response.isCommitted() && response instanceof HttpServletResponse http) {
				http.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, id);
			}
		}
	}

	@Override
	public void destroy() {
		views.close();
		sessions.closeAll();
		if (started) {
			super.destroy();
			VaadinCaches.clear();
		}
		log.info("The web interface is down");
	}

	/** Programs that post to a service which is not there must not take a page of ours for its answer. */
	private static boolean isForVaadin(HttpServletRequest request) {
		boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
		String query = request.getQueryString();
		return reads || query != null && query.contains("v-r=") || request.getPathInfo() != null && request.getPathInfo().startsWith("/VAADIN/");
	}

	private synchronized void start() throws ServletException {
		if (started) {
			return;
		}
		VaadinServletContext context = new VaadinServletContext(config.getServletContext());
		OsgiLookup.install(context, new OsgiResources(getClass().getClassLoader(), VaadinServlet.class.getClassLoader()));
		new ErrorNavigationTargetInitializer().initialize(Set.of(NotFoundView.class, ErrorView.class), context);
		VaadinAppShellInitializer.init(Set.of(AppShell.class), context);
		super.init(config);
		views.open(ApplicationRouteRegistry.getInstance(context), sessions);
		started = true;
		log.info("The web interface is up");
	}

	@Override
	protected StaticFileHandler createStaticFileHandler(VaadinService service) {
		return new StaticFiles();
	}

	@Override
	protected VaadinServletService createServletService(DeploymentConfiguration configuration) throws ServiceException {
		VaadinServletService service = new OsgiVaadinService(this, configuration, views, sessions);
		service.init();
		sessions.watch(service);
		service.addSessionInitListener(event -> {
			event.getSession().getSession().setMaxInactiveInterval((int) SignIn.IDLE.toSeconds());
			event.getSession().setErrorHandler(ErrorLog::report);
		});
		service.addUIInitListener(event -> Guard.protect(event.getUI()));
		return service;
	}
}
