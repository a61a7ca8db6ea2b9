package backtrac.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a bundle's manifest says of packages and other bundles. */
record Manifest(String bundle, List<String> imports, List<String> exports, List<String> requiredBundles) {

	/** Reads the headers of a manifest; their names are the same in any case. */
	static Manifest of(Map<String, String> headers) {
		Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(headers);
		List<String> imports = new ArrayList<>(names(all.get("Import-Package")));
		imports.addAll(names(all.get("DynamicImport-Package")));
		List<String> bundles = new ArrayList<>(names(all.get("Require-Bundle")));
		bundles.addAll(names(all.get("Fragment-Host")));
		return new Manifest(names(all.get("Bundle-SymbolicName")).getFirst(), imports, names(all.get("Export-Package")), bundles);
	}

	/** The names that a header's clauses begin with: {@code a;b;version="[1,2)",c} has a, b and c. */
	static List<String> names(String header) {
		List<String> names = new ArrayList<>();
		for (String clause : split(header == null ? "" : header, ',')) {
			for (String part : split(clause, ';')) {
				if (!part.contains("=")) {
					names.add(part);
				}
			}
		}
		return names;
	}

	private static List<String> split(String text, char separator) {
		List<String> parts = new ArrayList<>();
		boolean quoted = false;
		int begin = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i == text.length() || text.charAt(i) == separator && !quoted) {
				parts.add(text.substring(begin, i).strip());
				begin = i + 1;
			} else if (text.charAt(i) == '"') {
				quoted = !quoted;
			}
		}
		parts.removeIf(String::isEmpty);
		return parts;
	}
}
