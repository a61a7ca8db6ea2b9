package backtrac.xmlrpc.handler.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;

import backtrac.xmlrpc.handler.Wire;

/**
 * A jar that says that it is a bundle.
 *
 * @param name its symbolic name, which is good for the name of a file, too
 */
record BundleJar(Path file, String name, Version version) {

	private static final String NAME = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";
	private static final int LONGEST_NAME = 200;

	/**
	 * Looks at a file, and reads all of it once.
	 *
	 * @throws backtrac.xmlrpc.remote.RpcFault if it is no bundle, or damaged; the message is for people
	 */
	static BundleJar read(Path file) {
		Attributes headers;
		try {
			headers = headers(file);
			requireWhole(file);
		} catch (IOException | SecurityException e) {
			throw Wire.bad("this is no jar, or it is damaged: " + Wire.text(e.getMessage()));
		}
		String symbolicName = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
		if (!"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION)) || symbolicName == null) {
			throw Wire.bad("this jar is no OSGi bundle: its manifest needs Bundle-ManifestVersion: 2 and a Bundle-SymbolicName; bnd and its Maven plugin write both");
		}
		if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
			throw Wire.bad("this bundle is a fragment, which cannot be started: put what it holds into the bundle that it belongs to");
		}
		String name = symbolicName.split(";", 2)[0].strip();
		if (name.length() > LONGEST_NAME || !name.matches(NAME)) {
			throw Wire.bad("a bundle cannot have the symbolic name '" + Wire.text(name) + "': letters, digits, '_', '-' and single dots between them make one");
		}
		return new BundleJar(file, name, version(headers.getValue(Constants.BUNDLE_VERSION)));
	}

	/** As the framework reads them: the manifest comes first. */
	private static Attributes headers(Path file) throws IOException {
		try (JarInputStream jar = new JarInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			Manifest manifest = jar.getManifest();
			if (manifest == null) {
				throw new IOException("it does not begin with META-INF/MANIFEST.MF");
			}
			return manifest.getMainAttributes();
		}
	}

	private static void requireWhole(Path file) throws IOException {
		try (JarFile jar = new JarFile(file.toFile())) {
			for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
				try (InputStream in = jar.getInputStream(entries.nextElement())) {
					in.transferTo(OutputStream.nullOutputStream());
				}
			}
		}
	}

	private static Version version(String text) {
		if (text == null) {
			throw Wire.bad("this bundle has no version: its manifest needs a Bundle-Version");
		}
		try {
			return Version.parseVersion(text);
		} catch (IllegalArgumentException _) {
			throw Wire.bad("a bundle cannot have the version '" + Wire.text(text) + "': it is as 1.2.3");
		}
	}
}
