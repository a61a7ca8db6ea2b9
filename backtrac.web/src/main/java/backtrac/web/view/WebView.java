package backtrac.web.view;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A page of the web interface, brought by any bundle: a Vaadin component that is a service of this type.
 *
 * <pre>
 * &#64;Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
 * &#64;Route(value = "shares", layout = MainLayout.class)
 * &#64;PageTitle("Shares")
 * &#64;Menu(title = "Shares", order = 20, icon = "vaadin:folder-o")
 * public final class SharesView extends Div implements WebView {
 * </pre>
 *
 * Declarative Services makes one instance each time the page is opened and injects it; the DS component keeps its
 * default name, which is the class's. The page is shown only to people who have signed in, stands in the navigation if
 * it has {@code @Menu}, and comes and goes with its bundle.
 *
 * <p>
 * Threads: Vaadin's rules; a page is used by one thread at a time, and what changes it from outside goes through
 * {@code UI.access}.
 */
@ConsumerType
public interface WebView {
}
