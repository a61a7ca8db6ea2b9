package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.framework.BundleContext;

import backtrac.api.catalog.CatalogException;
import backtrac.posix.PrivateFiles;

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
			PrivateFiles.makeFolder(data);
			return data;
		} catch (IOException e) {
			throw new CatalogException("The data folder " + data + " cannot be made: " + e, e);
		}
	}
}
