package backtrac.xmlrpc.handler.bundle;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

import backtrac.xmlrpc.remote.Fault;

class BundleJarTest {

	@TempDir
	Path folder;

	private Path jar(Map<String, String> headers) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
		headers.forEach(manifest.getMainAttributes()::putValue);
		Path file = folder.resolve("test.jar");
		try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
			jar.putNextEntry(new JarEntry("content"));
			jar.write(new byte[10_000]);
		}
		return file;
	}

	private Path with(String header, String value) throws IOException {
		Map<String, String> headers = new LinkedHashMap<>(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "org.example.odd", "Bundle-Version", "1.2.3"));
		if (value == null) {
			headers.remove(header);
		} else {
			headers.put(header, value);
		}
		return jar(headers);
	}

	private void assertBad(String words, Path file) {
		assertFault(Fault.BAD_PARAMETERS, words, () -> BundleJar.read(file));
	}

	@Test
	void readsABundle() throws IOException {
		Path file = with("Bundle-SymbolicName", "org.example.odd; singleton:=true");
		assertEquals(new BundleJar(file, "org.example.odd", Version.parseVersion("1.2.3")), BundleJar.read(file));
	}

	@Test
	void saysWhyItIsNone() throws IOException {
		assertBad("this is no jar", Files.writeString(folder.resolve("text"), "no jar at all"));
		assertBad("this is no jar", Files.createFile(folder.resolve("empty")));
		assertBad("this jar is no OSGi bundle", jar(Map.of()));
		assertBad("Bundle-SymbolicName", with("Bundle-SymbolicName", null));
		assertBad("Bundle-ManifestVersion: 2", with("Bundle-ManifestVersion", "1"));
		assertBad("needs a Bundle-Version", with("Bundle-Version", null));
		assertBad("cannot have the version 'new'", with("Bundle-Version", "new"));
		assertBad("is a fragment", with("Fragment-Host", "backtrac.api"));
	}

	@Test
	void aNameLeadsNowhereElse() throws IOException {
		for (String name : new String[] { "../../etc/odd", "a/b", "..", ".hidden", "a..b", "C:\\x", "a".repeat(201), "" }) {
			assertBad("cannot have the symbolic name", with("Bundle-SymbolicName", name + ";x=y"));
		}
	}

	@Test
	void aDamagedOneIsFound() throws IOException {
		byte[] whole = Files.readAllBytes(with("Bundle-Version", "1"));
		assertBad("this is no jar, or it is damaged", Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2)));
		byte[] changed = whole.clone();
		int content = new String(whole, StandardCharsets.ISO_8859_1).indexOf("content") + "content".length();
		changed[content + 8] ^= 0x55;
		assertBad("this is no jar, or it is damaged", Files.write(folder.resolve("changed.jar"), changed));
	}
}
