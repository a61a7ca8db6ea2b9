package backtrac.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The rule that keeps BackTrac's bundles replaceable: they know each other by contracts only.
 * <ol>
 * <li>A bundle imports, of BackTrac, only packages that are made for others: {@code backtrac.api.*}, {@code backtrac.posix},
 * {@code backtrac.libs.*}, {@code backtrac.xmlrpc.remote}, {@code backtrac.xmlrpc.client} and {@code backtrac.web.view}; and
 * libraries, which no BackTrac bundle but the wrappers {@code backtrac.libs.*} may export.
 * <li>A bundle exports only such packages. So none with "engine" in its name is ever exported.
 * <li>A bundle does not require another BackTrac bundle, nor is it a fragment of one, nor does it import whatever there is
 * ({@code DynamicImport-Package: *}); a wrapper's library may.
 * </ol>
 */
final class Seams {

	private static final List<String> OPEN = List.of("backtrac.api", "backtrac.posix", "backtrac.libs", "backtrac.xmlrpc.remote",
			"backtrac.xmlrpc.client", "backtrac.web.view");

	private Seams() {
	}

	/** Finds what breaks the rule; one sentence each. Bundles that are not BackTrac's are left alone. */
	static List<String> violations(Collection<Manifest> bundles) {
		List<Manifest> ours = bundles.stream().filter(bundle -> isOurs(bundle.bundle())).toList();
		Map<String, String> exporters = new HashMap<>();
		for (Manifest bundle : ours) {
			bundle.exports().forEach(name -> exporters.put(name, bundle.bundle()));
		}
		List<String> violations = new ArrayList<>();
		for (Manifest bundle : ours) {
			boolean wrapper = isWrapper(bundle.bundle());
			Predicate<String> own = name -> bundle.bundle().equals(exporters.get(name));
			for (String name : bundle.imports()) {
				boolean fromImplementation = exporters.containsKey(name) && !isOpen(name) && !isWrapper(exporters.get(name));
				if (!own.test(name) && (isOurs(name) && !isOpen(name) || fromImplementation) || !wrapper && isWildcard(name)) {
					violations.add(bundle.bundle() + " imports " + name);
				}
			}
			bundle.exports().stream().filter(name -> !wrapper && !isOpen(name))
					.forEach(name -> violations.add(bundle.bundle() + " exports " + name));
			bundle.requiredBundles().stream().filter(Seams::isOurs).forEach(name -> violations.add(bundle.bundle() + " requires " + name));
		}
		return violations;
	}

	private static boolean isOurs(String name) {
		return name.equals("backtrac") || name.startsWith("backtrac.");
	}

	private static boolean isWrapper(String bundle) {
		return bundle.startsWith("backtrac.libs.");
	}

	private static boolean isWildcard(String name) {
		return name.equals("*") || isOurs(name) && name.endsWith(".*");
	}

	private static boolean isOpen(String name) {
		return OPEN.stream().anyMatch(open -> name.equals(open) || name.startsWith(open + "."));
	}
}
