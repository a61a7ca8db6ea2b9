package backtrac.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import backtrac.web.signin.SignIn;

/** What all pages need. */
final class Pages {

	private Pages() {
	}

	/** The time zone of who looks. */
	static ZoneId zone(UI ui) {
		String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
		try {
			return id == null || id.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(id);
		} catch (DateTimeException unknown) {
			return ZoneId.systemDefault();
		}
	}

	static Section section(String title, Component... content) {
		Section section = new Section(new H2(title));
		section.add(content);
		section.addClassName("bt-section");
		return section;
	}

	static Anchor link(String href, String text) {
		Anchor link = new Anchor(href, text);
		link.setRouterIgnore(false);
		return link;
	}

	/**
	 * A field for a text to search for.
	 *
	 * @param typed told what somebody has typed, after a short rest
	 */
	static TextField search(String id, String label, String placeholder, Consumer<String> typed) {
		TextField field = new TextField();
		field.setId(id);
		field.setAriaLabel(label);
		field.setPlaceholder(placeholder);
		field.setPrefixComponent(VaadinIcon.SEARCH.create());
		field.setClearButtonVisible(true);
		field.setValueChangeMode(ValueChangeMode.LAZY);
		field.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				typed.accept(event.getValue());
			}
		});
		return field;
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	static String user() {
		return SignIn.current().map(SignIn::user).orElse("nobody");
	}

	static void complain(String sentence) {
		Notification.show(sentence, 8000, Notification.Position.BOTTOM_START).addThemeVariants(NotificationVariant.LUMO_ERROR);
	}

	static void tell(String sentence) {
		Notification.show(sentence, 4000, Notification.Position.BOTTOM_START);
	}
}
