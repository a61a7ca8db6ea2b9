package backtrac.web.signin;

import java.time.Clock;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.server.VaadinSession;

/** Stands before every page, other bundles' too: only who has signed in gets further, and only with a password of their own. */
public final class Guard implements BeforeEnterListener {

	/** Where people choose a password. */
	public static final String PASSWORD_PAGE = "password";

	private static final long serialVersionUID = 1L;
	private static final String TARGET = Guard.class.getName() + ".target";
	private static final int MINUTE = 60_000;

	private Guard() {
	}

	/** Guards all pages of a browser window, and notes when it is used. */
	public static void protect(UI ui) {
		ui.addBeforeEnterListener(new Guard());
		for (String event : new String[] { "pointerdown", "keydown" }) {
			ui.getElement().addEventListener(event, _ -> used()).throttle(MINUTE);
		}
	}

	/** Where to go after signing in: what was asked for before. */
	public static String takeTarget() {
		VaadinSession session = VaadinSession.getCurrent();
		Object target = session.getAttribute(TARGET);
		session.setAttribute(TARGET, null);
		return target == null ? "" : target.toString();
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		Optional<SignIn> signIn = SignIn.current();
		String path = event.getLocation().getPath();
		if (signIn.isEmpty()) {
			if (!OpenToAll.class.isAssignableFrom(event.getNavigationTarget())) {
				VaadinSession.getCurrent().setAttribute(TARGET, event.getLocation().getPathWithQueryParameters());
				event.forwardTo(SignIn.PAGE);
			}
		} else if (signIn.get().mustChangePassword() && !path.equals(PASSWORD_PAGE)) {
			event.forwardTo(PASSWORD_PAGE);
		} else if (path.equals(SignIn.PAGE)) {
			event.forwardTo("");
		}
		used();
	}

	private static void used() {
		SignIn.current().ifPresent(signIn -> signIn.used(Clock.systemUTC().instant()));
	}
}
