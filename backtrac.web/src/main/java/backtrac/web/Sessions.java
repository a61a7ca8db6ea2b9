package backtrac.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedHttpSession;
import com.vaadin.flow.server.WrappedSession;

/** The sessions of all browsers. */
final class Sessions {

	private final Set<VaadinSession> open = ConcurrentHashMap.newKeySet();

	void watch(VaadinService service) {
		service.addSessionInitListener(event -> open.add(event.getSession()));
		service.addSessionDestroyListener(event -> open.remove(event.getSession()));
	}

	/**
	 * The whiteboard gives each servlet context its own view of the container's session, but a web socket's request
	 * carries the container's own: finds the view that Vaadin's session was made for.
	 */
	WrappedSession ofWhiteboard(WrappedSession session) {
		if (session == null
				|| session instanceof WrappedHttpSession http && http.getHttpSession().getClass().getName().startsWith("org.apache.felix.")) {
			return session;
		}
		String id = session.getId();
		for (VaadinSession known : open) {
			WrappedSession candidate = known.getSession();
			if (candidate != null && (candidate.getId().equals(id) || candidate.getId().startsWith(id + "-"))) {
				return candidate;
			}
		}
		return session;
	}

	/** Does something to every UI that shows a component of a class. */
	void forEachShowing(Class<? extends Component> type, Consumer<UI> action) {
		for (VaadinSession session : open) {
			session.access(() -> session.getUIs().stream()
					.filter(ui -> ui.getInternals().getActiveRouterTargetsChain().stream().anyMatch(shown -> shown.getClass() == type))
					.forEach(action));
		}
	}

	/** Ends all sessions, so that nothing outlives the servlet. */
	void closeAll() {
		for (VaadinSession session : List.copyOf(open)) {
			session.accessSynchronously(() -> close(session));
		}
		open.clear();
	}

	private static void close(VaadinSession session) {
		for (UI ui : new ArrayList<>(session.getUIs())) {
			// with the UI as the current one: listeners of detached views may ask for it
			ui.accessSynchronously(() -> {
				ui.close();
				session.removeUI(ui);
			});
		}
		WrappedSession http = session.getSession();
		if (http != null) {
			try {
				http.invalidate();
			} catch (IllegalStateException alreadyInvalid) {
				session.close();
			}
		}
	}
}
