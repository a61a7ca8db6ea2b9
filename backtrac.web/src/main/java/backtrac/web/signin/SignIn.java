package backtrac.web.signin;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;

/** Who is signed in to a session, and since when nobody has touched it. Used under the session's lock. */
public final class SignIn implements Serializable {

	/** A session that nobody has used for so long ends. */
	public static final Duration IDLE = Duration.ofMinutes(30);

	/** Where people sign in. */
	public static final String PAGE = "login";

	private static final long serialVersionUID = 1L;

	private final String user;
	private boolean mustChangePassword;
	private Instant lastUsed;

	SignIn(String user, boolean mustChangePassword, Instant now) {
		this.user = user;
		this.mustChangePassword = mustChangePassword;
		this.lastUsed = now;
	}

	/** Signs a user in to the current session, which gets another id, so that nobody holds it who knew the one before. */
	public static void begin(String user, boolean mustChangePassword) {
		VaadinServletRequest request = VaadinServletRequest.getCurrent();
		if (request == null) {
			throw new IllegalStateException("a session's id changes only in the answer to a request");
		}
		request.getHttpServletRequest().changeSessionId();
		VaadinSession.getCurrent().setAttribute(SignIn.class, new SignIn(user, mustChangePassword, Clock.systemUTC().instant()));
	}

	/** Signs out: the current session ends in all its windows. */
	public static void end(UI ui) {
		VaadinSession session = ui.getSession();
		session.setAttribute(SignIn.class, null);
		ui.getPage().setLocation("/" + PAGE);
		session.getSession().invalidate();
	}

	/** Who is signed in to the current session. */
	public static Optional<SignIn> current() {
		return of(VaadinSession.getCurrent());
	}

	/** Tells if somebody is signed in who has not done anything for a long time. */
	public static boolean isIdle(VaadinSession session) {
		SignIn signIn = session.getAttribute(SignIn.class);
		return signIn != null && signIn.isIdle(Clock.systemUTC().instant());
	}

	static Optional<SignIn> of(VaadinSession session) {
		return session == null || isIdle(session) ? Optional.empty() : Optional.ofNullable(session.getAttribute(SignIn.class));
	}

	/** The name that was signed in with. */
	public String user() {
		return user;
	}

	/** Tells if the password is the one-time one. */
	public boolean mustChangePassword() {
		return mustChangePassword;
	}

	/** The password is now one that the user chose. */
	public void passwordChanged() {
		mustChangePassword = false;
	}

	void used(Instant now) {
		lastUsed = now;
	}

	boolean isIdle(Instant now) {
		return now.isAfter(lastUsed.plus(IDLE));
	}
}
