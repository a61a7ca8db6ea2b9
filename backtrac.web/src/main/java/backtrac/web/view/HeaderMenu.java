package backtrac.web.view;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;

import backtrac.web.signin.Guard;
import backtrac.web.signin.SignIn;

/** The right end of the header: light or dark, and what concerns the user. */
final class HeaderMenu extends Div {

	private static final long serialVersionUID = 1L;

	private final MenuBar menu = new MenuBar();

	HeaderMenu() {
		addClassName("bt-header-menu");
		Button theme = new Button(VaadinIcon.ADJUST.create());
		theme.setId("theme-toggle");
		theme.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
		theme.setAriaLabel("Dark colours");
		theme.setTooltipText("Light or dark colours");
		// the browser does it alone, see backtrac.js
		theme.getElement().setAttribute("data-theme-toggle", true);
		menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
		menu.setId("user-menu");
		add(theme, menu);
	}

	@Override
	protected void onAttach(AttachEvent event) {
		menu.removeAll();
		MenuItem user = menu.addItem(VaadinIcon.USER.create());
		user.add(SignIn.current().map(SignIn::user).orElse(""));
		user.setAriaLabel("Account");
		MenuItem password = user.getSubMenu().addItem("Change password", _ -> event.getUI().navigate(Guard.PASSWORD_PAGE));
		password.setId("change-password");
		MenuItem out = user.getSubMenu().addItem("Sign out", _ -> SignIn.end(event.getUI()));
		out.setId("sign-out");
	}
}
