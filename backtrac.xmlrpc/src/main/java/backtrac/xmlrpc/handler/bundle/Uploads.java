package backtrac.xmlrpc.handler.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Jars that come in parts, in a folder of their own. What nobody uses is dropped. Safe for use by several threads. */
final class Uploads implements AutoCloseable {

	/** The oldest goes if there are more. */
	static final int MOST = 4;

	private final Path folder;
	private final int largest;
	private final Map<String, Path> files = new LinkedHashMap<>();

	/**
	 * @param folder  is made, and emptied of what a server before has left
	 * @param largest the most bytes of one
	 */
	Uploads(Path folder, int largest) throws IOException {
		this.folder = folder;
		this.largest = largest;
		Files.createDirectories(folder);
		clear();
	}

	/** Adds a part to an upload, or to a new one if there is no id; answers the id. */
	synchronized String add(String upload, byte[] part) {
		if (part == null || part.length == 0) {
			throw Wire.bad("the part of the jar is missing");
		}
		if (part.length > BundleApi.LARGEST_PART) {
			throw Wire.bad("a part has " + BundleApi.LARGEST_PART + " bytes at most, not " + part.length + ": send smaller ones");
		}
		String id = Wire.isMissing(upload) ? begin() : upload;
		Path file = find(id);
		try {
			if (Files.exists(file) && Files.size(file) + part.length > largest) {
				drop(id);
				throw new RpcFault(Fault.REFUSED, "a jar has " + (largest >> 20) + " MiB at most");
			}
			Files.write(file, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return id;
	}

	/** The file of an upload. */
	synchronized Path find(String upload) {
		Path file = files.get(upload);
		if (file == null) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no upload '" + Wire.text(upload) + "' (any more): begin again with an empty id");
		}
		return file;
	}

	/** Takes an upload away, if it is there. */
	synchronized void drop(String upload) {
		Path file = files.remove(upload);
		if (file != null) {
			delete(file);
		}
	}

	private String begin() {
		if (files.size() >= MOST) {
			drop(files.keySet().iterator().next());
		}
		String id = UUID.randomUUID().toString();
		files.put(id, folder.resolve(id));
		return id;
	}

	private void clear() throws IOException {
		try (Stream<Path> left = Files.list(folder)) {
			left.forEach(Uploads::delete);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public synchronized void close() {
		List.copyOf(files.keySet()).forEach(this::drop);
	}
}
