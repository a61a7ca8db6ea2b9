package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.osgi.framework.BundleContext;

import backtrac.api.catalog.CatalogException;

/** Where a server keeps its state: {@code data} in the folder that the framework's property {@code backtrac.base} names. */
final class DataFolder {

	private DataFolder() {
	}

	/** The folder, which is made if it is missing. */
	static Path of(BundleContext context) {
		String base = context.getProperty("backtrac.base");
		if (base == null) {
			throw new CatalogException("The framework's property backtrac.base is not set: it names the folder with the server's etc and data.");
		}
		Path data = Path.of(base, "data").toAbsolutePath();
		try {
			return Files.isDirectory(data) ? data
					: Files.createDirectories(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		} catch (IOException e) {
			throw new CatalogException("The data folder " + data + " cannot be made: " + e, e);
		}
	}
}
