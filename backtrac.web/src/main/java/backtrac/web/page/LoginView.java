package backtrac.web.page;

import java.time.Duration;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.AbstractLogin.LoginEvent;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Users;
import backtrac.web.live.Services;
import backtrac.web.signin.Guard;
import backtrac.web.signin.LoginThrottle;
import backtrac.web.signin.OpenToAll;
import backtrac.web.signin.SignIn;
import backtrac.web.status.Format;
import backtrac.web.view.WebView;

/** Where people sign in. */
@Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
@Route(SignIn.PAGE)
@PageTitle("Sign in - BackTrac")
public final class LoginView extends Div implements WebView, OpenToAll {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(LoginView.class);

	private static final int LONGEST_NAME = 100;

	private final transient Services services;
	private final transient LoginThrottle throttle;
	private final LoginForm form = new LoginForm(texts());

	@Activate
	public LoginView(@Reference Services services, @Reference LoginThrottle throttle) {
		this.services = services;
		this.throttle = throttle;
		form.setId("login");
		form.setForgotPasswordButtonVisible(false);
		form.addLoginListener(this::signIn);
		Paragraph hint = new Paragraph(new Span("First time here? The user is "), new Code(Users.ADMIN),
				new Span(" and the one-time password was printed by "), new Code("backtrac quickstart"), new Span("; it also stands in the server's file "),
				new Code("data/first-password"), new Span("."));
		hint.setId("login-hint");
		hint.addClassName("bt-hint");
		add(new SignInCard("BackTrac", "Your files, as they were.", form, hint));
	}

	private void signIn(LoginEvent event) {
		String name = printable(event.getUsername().strip());
		String address = VaadinRequest.getCurrent() == null ? "" : VaadinRequest.getCurrent().getRemoteAddr();
		Optional<Users> users = services.users();
		if (users.isEmpty()) {
			form.showErrorMessage("Nobody can sign in now", "The user database is not running. Try again in a moment.");
			return;
		}
		Duration wait = throttle.attempt(address, name);
		if (!wait.isZero()) {
			log.warn("A sign-in as '{}' from {} has to wait {} s", name, address, wait.toSeconds() + 1);
			form.showErrorMessage("Too many attempts", "Try again in " + Format.count(wait.toSeconds() + 1, "second") + ".");
			return;
		}
		try {
			switch (users.get().check(name, event.getPassword().toCharArray())) {
			case REFUSED -> refuse(name, address);
			case MUST_CHANGE -> accept(name, address, true);
			case ACCEPTED -> accept(name, address, false);
			}
		} catch (CatalogException e) {
			log.warn("The sign-in of '{}' could not be checked", name, e);
			form.showErrorMessage("Nobody can sign in now", "The user database does not answer. Try again in a moment.");
		}
	}

	private void refuse(String name, String address) {
		log.warn("A sign-in as '{}' from {} was refused", name, address);
		form.showErrorMessage("That is not right", "User and password do not go together. Check both and try again.");
	}

	private void accept(String name, String address, boolean mustChange) {
		throttle.succeeded(address, name);
		SignIn.begin(name, mustChange);
		log.info("{} has signed in from {}", name, address);
		UI ui = UI.getCurrent();
		ui.navigate(mustChange ? Guard.PASSWORD_PAGE : Guard.takeTarget());
	}

	/** What anybody can send goes to the log: no line breaks in it, and no more than a name needs. */
	private static String printable(String name) {
		return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("\\p{Cntrl}", "?");
	}

	private static LoginI18n texts() {
		LoginI18n texts = LoginI18n.createDefault();
		texts.getForm().setTitle("");
		texts.getForm().setUsername("User");
		texts.getForm().setPassword("Password");
		texts.getForm().setSubmit("Sign in");
		return texts;
	}
}
