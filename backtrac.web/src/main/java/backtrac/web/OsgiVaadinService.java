package backtrac.web;

import java.util.concurrent.locks.Lock;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.internal.ComponentMetaData;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.ServiceDestroyListener;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import com.vaadin.flow.shared.Registration;

import backtrac.web.signin.SignIn;

/** Vaadin's service where pages come from the whiteboard, and so do sessions. */
final class OsgiVaadinService extends VaadinServletService {

	private static final long serialVersionUID = 1L;

	private final transient Views views;
	private final transient Sessions sessions;

	OsgiVaadinService(VaadinServlet servlet, DeploymentConfiguration configuration, Views views, Sessions sessions) {
		super(servlet, configuration);
		this.views = views;
		this.sessions = sessions;
	}

	@Override
	protected Instantiator createInstantiator() {
		return new DefaultInstantiator(this) {
			private static final long serialVersionUID = 1L;

			@Override
			public <T> T getOrCreate(Class<T> type) {
				return views.instantiate(type).orElseGet(() -> super.getOrCreate(type));
			}
		};
	}

	/**
	 * Vaadin adds a listener for each class of components, which holds the class until the end. Pages come and go here,
	 * and {@link Views} and {@link UiServlet} clear what these listeners would clear.
	 */
	@Override
	public Registration addServiceDestroyListener(ServiceDestroyListener listener) {
		return listener.getClass().getName().startsWith(ComponentMetaData.class.getName()) ? () -> {
		} : super.addServiceDestroyListener(listener);
	}

	@Override
	public void modifyIndexHtmlResponse(IndexHtmlResponse response) {
		super.modifyIndexHtmlResponse(response);
		IndexPage.complete(response.getDocument(), response.getVaadinResponse());
	}

	/** Called after each request of a session: a browser that nobody uses any more must not stay signed in. */
	@Override
	public boolean isUIActive(UI ui) {
		return super.isUIActive(ui) && !SignIn.isIdle(ui.getSession());
	}

	@Override
	protected Lock getSessionLock(WrappedSession session) {
		return super.getSessionLock(sessions.ofWhiteboard(session));
	}

	@Override
	protected Lock lockSession(WrappedSession session) {
		return super.lockSession(sessions.ofWhiteboard(session));
	}

	@Override
	protected VaadinSession loadSession(WrappedSession session) {
		return super.loadSession(sessions.ofWhiteboard(session));
	}

	@Override
	protected void storeSession(VaadinSession vaadin, WrappedSession session) {
		super.storeSession(vaadin, sessions.ofWhiteboard(session));
	}

	@Override
	public void removeSession(WrappedSession session) {
		super.removeSession(sessions.ofWhiteboard(session));
	}
}
