package backtrac.xmlrpc.handler.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import backtrac.api.store.Repository;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Checks folders of the server's own machine that callers name. */
final class LocalFolders {

	/** The scheme of the transport that reads them. */
	static final String SCHEME = "local";
	/** Its only setting. */
	static final String PATH = "path";

	private final Repository repository;

	LocalFolders(Repository repository) {
		this.repository = repository;
	}

	/** A folder that need not be there now, such as one of a disk that comes and goes. */
	Path named(String path) {
		if (path == null) {
			throw Wire.bad("the path of the folder is missing");
		}
		Path folder;
		try {
			folder = Path.of(path);
		} catch (InvalidPathException e) {
			throw Wire.bad("not a path: '" + path + "'");
		}
		if (!folder.isAbsolute()) {
			throw Wire.bad("the path must be absolute, not '" + path + "'");
		}
		folder = folder.normalize();
		if (folder.startsWith(repository.info().location())) {
			throw new RpcFault(Fault.REFUSED, "the folder " + folder + " is in the repository itself");
		}
		return folder;
	}

	/** As {@link #named}, but what is there must be no file. */
	Path folder(String path) {
		Path folder = named(path);
		if (Files.exists(folder) && !Files.isDirectory(folder)) {
			throw Wire.bad("not a folder: " + folder + ": name the folder that it is in");
		}
		return folder;
	}

	/** A folder that the server can read. */
	Path readable(String path) {
		Path folder = named(path);
		if (!Files.exists(folder)) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no folder " + folder);
		}
		if (!Files.isDirectory(folder)) {
			throw new RpcFault(Fault.NOT_FOUND, "not a folder: " + folder);
		}
		if (!Files.isReadable(folder)) {
			throw new RpcFault(Fault.REFUSED, "the server may not read the folder " + folder);
		}
		return folder;
	}
}
