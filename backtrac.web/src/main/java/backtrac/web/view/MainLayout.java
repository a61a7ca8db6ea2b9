package backtrac.web.view;

import java.util.Comparator;
import java.util.Locale;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;

/** The frame that all pages stand in: navigation, header and footer. */
public final class MainLayout extends AppLayout implements AfterNavigationObserver {

	private static final long serialVersionUID = 1L;

	private final SideNav navigation = new SideNav();
	private final H1 title = new H1();

	public MainLayout() {
		Image logo = new Image("backtrac.svg", "");
		logo.addClassName("bt-logo");
		Span name = new Span("BackTrac");
		Div brand = new Div(logo, name);
		brand.addClassName("bt-brand");

		navigation.setId("navigation");
		navigation.getElement().setAttribute("aria-label", "Pages");
		Footer footer = new Footer(new Span("BackTrac " + version()));
		footer.setId("version");
		footer.addClassName("bt-footer");
		addToDrawer(brand, navigation, footer);

		DrawerToggle toggle = new DrawerToggle();
		toggle.setAriaLabel("Navigation");
		title.addClassName("bt-title");
		addToNavbar(toggle, title, new HeaderMenu());
		setPrimarySection(Section.DRAWER);
	}

	@Override
	public void showRouterLayoutContent(HasElement content) {
		Main main = new Main();
		main.addClassName("bt-main");
		main.getElement().appendChild(content.getElement());
		setContent(main);
	}

	@Override
	public void afterNavigation(AfterNavigationEvent event) {
		Component page = (Component) event.getActiveChain().getFirst();
		PageTitle annotation = page.getClass().getAnnotation(PageTitle.class);
		title.setText(annotation == null ? "BackTrac" : annotation.value());
	}

	@Override
	protected void onAttach(AttachEvent event) {
		UI ui = event.getUI();
		list();
		var registration = RouteConfiguration.forApplicationScope().addRoutesChangeListener(_ -> ui.access(this::list));
		addDetachListener(detach -> {
			detach.unregisterListener();
			registration.remove();
		});
	}

	private void list() {
		navigation.removeAll();
		RouteConfiguration.forApplicationScope().getAvailableRoutes().stream().filter(route -> route.getMenuData() != null)
				.sorted(Comparator.comparing(MainLayout::order).thenComparing(RouteData::getTemplate)).map(MainLayout::item)
				.forEach(navigation::addItem);
	}

	private static double order(RouteData route) {
		Double order = route.getMenuData().getOrder();
		return order == null ? Double.MAX_VALUE : order;
	}

	private static SideNavItem item(RouteData route) {
		String label = route.getMenuData().getTitle();
		SideNavItem item = new SideNavItem(label == null || label.isBlank() ? route.getTemplate() : label, "/" + route.getTemplate());
		String icon = route.getMenuData().getIcon();
		if (icon != null && !icon.isBlank()) {
			item.setPrefixComponent(new Icon(icon));
		}
		item.setId("navigation-" + (route.getTemplate().isEmpty() ? "dashboard" : route.getTemplate().toLowerCase(Locale.ROOT)));
		return item;
	}

	private static String version() {
		Version version = FrameworkUtil.getBundle(MainLayout.class).getVersion();
		String number = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
		return version.getQualifier().isEmpty() ? number : number + "-" + version.getQualifier();
	}
}
