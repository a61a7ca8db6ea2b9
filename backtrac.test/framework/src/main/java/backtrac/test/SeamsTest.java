package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** No bundle knows another's implementation: the rule of {@link Seams}, and that it sees what it should. */
class SeamsTest {

	private static final Manifest STORE = manifest("backtrac.engine.store", "");

	@Test
	void theBundlesHereKeepToTheSeams() {
		List<Manifest> bundles = new ArrayList<>();
		for (Bundle bundle : FrameworkUtil.getBundle(SeamsTest.class).getBundleContext().getBundles()) {
			Map<String, String> headers = headers(bundle.getHeaders(""));
			if (headers.containsKey("Bundle-SymbolicName")) {
				bundles.add(Manifest.of(headers));
			}
		}
		List<String> names = bundles.stream().map(Manifest::bundle).toList();
		assertTrue(names.containsAll(List.of("backtrac.api", "backtrac.engine.catalog")), names.toString());
		assertEquals(List.of(), Seams.violations(bundles));
	}

	/** Whatever the tests' bundle exports, another's bundle may be wired to, and so the tests to that. */
	@Test
	void theTestsExportNothing() {
		assertEquals(List.of(), Manifest.of(headers(FrameworkUtil.getBundle(SeamsTest.class).getHeaders(""))).exports());
	}

	private static Map<String, String> headers(Dictionary<String, String> headers) {
		Map<String, String> map = new HashMap<>();
		Collections.list(headers.keys()).forEach(name -> map.put(name, headers.get(name)));
		return map;
	}

	@Test
	void contractsAndLibrariesMayBeImported() {
		assertEquals(List.of(), violations("Import-Package: backtrac.api.store;version=\"[1.0,2)\",backtrac.posix,org.slf4j;resolution:=optional,"
				+ "backtrac.xmlrpc.remote,backtrac.web.view", STORE));
		assertEquals(List.of(), violations("Import-Package: org.apache.derby.jdbc", manifest("backtrac.libs.derby",
				"Export-Package: org.apache.derby.jdbc;version=\"10.17.1\"")));
	}

	@Test
	void anImplementationMayNotBeImported() {
		assertEquals(List.of("backtrac.web imports backtrac.engine.store"),
				violations("Import-Package: org.slf4j,backtrac.api.store,backtrac.engine.store;version=\"[1,2)\"", STORE));
		assertEquals(List.of("backtrac.web imports backtrac.engine.store"),
				violations("import-package: a;b;backtrac.engine.store;resolution:=optional;x=\"p,q;r\"", STORE));
		assertEquals(List.of("backtrac.web imports backtrac.apis"), violations("Import-Package: backtrac.apis"));
		assertEquals(List.of("backtrac.web imports backtrac.xmlrpc"), violations("Import-Package: backtrac.xmlrpc"));
	}

	@Test
	void anImplementationMayNotBeExported() {
		Manifest store = manifest("backtrac.engine.store", "Export-Package: backtrac.engine.store;version=\"1.0\";uses:=\"a,backtrac.api.store\"");
		assertEquals(List.of("backtrac.engine.store exports backtrac.engine.store"), Seams.violations(List.of(store)));
	}

	@Test
	void aLibraryInsideABundleIsNotForOthers() {
		Manifest store = manifest("backtrac.engine.store", "Export-Package: com.github.luben.zstd\nImport-Package: com.github.luben.zstd");
		assertEquals(List.of("backtrac.engine.store exports com.github.luben.zstd", "backtrac.web imports com.github.luben.zstd"),
				violations("Import-Package: com.github.luben.zstd", store));
	}

	@Test
	void thereIsNoWayAround() {
		assertEquals(List.of("backtrac.web requires backtrac.engine.store"), violations("Require-Bundle: a,backtrac.engine.store;bundle-version=\"1\"", STORE));
		assertEquals(List.of("backtrac.web requires backtrac.engine.store"), violations("Fragment-Host: backtrac.engine.store"));
		assertEquals(List.of("backtrac.web imports *"), violations("DynamicImport-Package: *"));
		assertEquals(List.of("backtrac.web imports backtrac.engine.*"), violations("DynamicImport-Package: backtrac.engine.*"));
	}

	@Test
	void bundlesOfOthersAreLeftAlone() {
		assertEquals(List.of(), Seams.violations(List.of(manifest("com.example.transport", "DynamicImport-Package: *"))));
	}

	private static List<String> violations(String headers, Manifest... others) {
		List<Manifest> all = new ArrayList<>(List.of(others));
		all.add(manifest("backtrac.web", headers));
		return Seams.violations(all);
	}

	private static Manifest manifest(String bundle, String headers) {
		Map<String, String> map = new HashMap<>(Map.of("Bundle-SymbolicName", bundle + ";singleton:=true"));
		headers.lines().map(line -> line.split(": ", 2)).forEach(header -> map.put(header[0], header[1]));
		return Manifest.of(map);
	}
}
