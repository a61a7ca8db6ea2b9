package backtrac.web.page;

import java.time.Duration;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Users;
import backtrac.web.live.Services;
import backtrac.web.signin.Guard;
import backtrac.web.signin.LoginThrottle;
import backtrac.web.signin.PasswordRules;
import backtrac.web.signin.SignIn;
import backtrac.web.status.Format;
import backtrac.web.view.WebView;

/** Where people choose a password: after the one-time one they must, later they may and have to know the old one. */
@Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
@Route(Guard.PASSWORD_PAGE)
@PageTitle("Password - BackTrac")
public final class PasswordView extends Div implements WebView {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(PasswordView.class);

	private final transient Services services;
	private final transient LoginThrottle throttle;
	private final PasswordField current = field("current-password", "Current password", Autocomplete.CURRENT_PASSWORD);
	private final PasswordField password = field("new-password", "New password", Autocomplete.NEW_PASSWORD);
	private final PasswordField again = field("new-password-again", "New password, once more", Autocomplete.NEW_PASSWORD);
	private final Paragraph failure = new Paragraph();
	private final Button later = new Button("Not now", _ -> UI.getCurrent().navigate(""));

	@Activate
	public PasswordView(@Reference Services services, @Reference LoginThrottle throttle) {
		this.services = services;
		this.throttle = throttle;
		password.setHelperText("At least " + Users.SHORTEST_PASSWORD + " characters, and not the one you have now. A few words that only you would "
				+ "put together are good.");
		failure.setId("password-failure");
		failure.addClassName("bt-failure");
		failure.getElement().setAttribute("role", "alert");
		failure.setVisible(false);
		Button save = new Button("Set password", _ -> save());
		save.setId("set-password");
		save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
		// the key's way up: on its way down the field has not told its value yet
		again.addKeyUpListener(Key.ENTER, _ -> save());
		later.setId("not-now");
		later.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
		Div form = new Div(current, password, again, failure, save, later);
		form.setId("choose-password");
		form.addClassName("bt-form");
		add(new SignInCard("Choose your password", "It replaces the one that you have signed in with.", form));
	}

	@Override
	protected void onAttach(AttachEvent event) {
		boolean must = SignIn.current().map(SignIn::mustChangePassword).orElse(true);
		current.setVisible(!must);
		later.setVisible(!must);
		(must ? password : current).focus();
	}

	private void save() {
		SignIn signIn = SignIn.current().orElse(null);
		if (signIn == null) {
			UI.getCurrent().navigate(SignIn.PAGE);
			return;
		}
		Optional<String> refused = PasswordRules.refusal(password.getValue(), again.getValue()).or(() -> {
			Optional<String> unchanged = change(signIn);
			new Audit(services).add("user.setPassword", signIn.user() + ", (hidden)", unchanged);
			return unchanged;
		});
		refused.ifPresentOrElse(this::refuse, () -> done(signIn));
	}

	/** @return why it was not changed; empty if it was */
	private Optional<String> change(SignIn signIn) {
		Optional<Users> users = services.users();
		if (users.isEmpty()) {
			return Optional.of("The user database is not running. Try again in a moment.");
		}
		try {
			Optional<String> refused = signIn.mustChangePassword() ? Optional.empty() : checkCurrent(users.get(), signIn.user());
			if (refused.isEmpty()) {
				users.get().setPassword(signIn.user(), password.getValue().toCharArray());
			}
			return refused;
		} catch (CatalogException e) {
			log.warn("The password of {} was not changed", signIn.user(), e);
			return Optional.of(e.getMessage());
		}
	}

	private Optional<String> checkCurrent(Users users, String user) {
		String address = VaadinRequest.getCurrent() == null ? "" : VaadinRequest.getCurrent().getRemoteAddr();
		Duration wait = throttle.attempt(address, user);
		if (!wait.isZero()) {
			return Optional.of("Too many attempts. Try again in " + Format.count(wait.toSeconds() + 1, "second") + ".");
		}
		if (users.check(user, current.getValue().toCharArray()) == Users.Check.REFUSED) {
			return Optional.of("The current password is not right.");
		}
		throttle.succeeded(address, user);
		return Optional.empty();
	}

	private void refuse(String why) {
		failure.setText(why);
		failure.setVisible(true);
	}

	private void done(SignIn signIn) {
		signIn.passwordChanged();
		UI.getCurrent().navigate(Guard.takeTarget());
		Notification.show("Your new password is set.", 4000, Notification.Position.BOTTOM_START);
	}

	private static PasswordField field(String id, String label, Autocomplete autocomplete) {
		PasswordField field = new PasswordField(label);
		field.setId(id);
		field.setAutocomplete(autocomplete);
		field.setRequiredIndicatorVisible(true);
		field.setWidthFull();
		return field;
	}
}
