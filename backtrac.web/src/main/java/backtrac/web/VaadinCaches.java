package backtrac.web;

import java.lang.reflect.Field;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.internal.UIInternals;
import com.vaadin.flow.internal.ReflectionCache;

/** What Vaadin remembers of component classes for ever, and must forget when their bundle goes. */
final class VaadinCaches {

	private static final Logger log = LoggerFactory.getLogger(VaadinCaches.class);

	private VaadinCaches() {
	}

	static void clear() {
		ReflectionCache.clearAll();
		try {
			// the classes that it has looked at for a warning: a set of classes that nobody else can empty
			Field warned = UIInternals.class.getDeclaredField("warnedAboutDeps");
			warned.setAccessible(true);
			((Set<?>) warned.get(null)).clear();
		} catch (ReflectiveOperationException | ClassCastException e) {
			log.warn("Classes of bundles that went stay in memory: this version of Vaadin keeps them elsewhere", e);
		}
	}
}
