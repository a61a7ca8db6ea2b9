package backtrac.engine.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;

/** A folder in memory to restore to, with faults to order. */
final class MemoryTarget implements WritableSession {

	final NavigableMap<EntryPath, String> written = new TreeMap<>();
	final List<EntryPath> sealed = new ArrayList<>();
	final Map<EntryPath, EntryPath> links = new TreeMap<>();
	final Map<EntryPath, Reason> faults = new ConcurrentHashMap<>();
	final CountDownLatch closed = new CountDownLatch(1);
	final CountDownLatch blocked = new CountDownLatch(1);
	volatile boolean linksUnsupported;
	volatile EntryPath blockedFile;

	@Override
	public List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		if (path.equals(blockedFile)) {
			blocked.countDown();
			try {
				closed.await();
			} catch (InterruptedException e) {
				throw new IOException("interrupted, which must not happen", e);
			}
		}
		check(path);
		if (path.isRoot()) {
			return List.of();
		}
		String text = content == null ? entry.type().name() : new String(content.readAllBytes(), StandardCharsets.UTF_8);
		synchronized (this) {
			if (!path.parent().isRoot() && !written.containsKey(path.parent())) {
				throw new IllegalStateException("'" + path + "' is written before its folder");
			}
			if (written.containsKey(path) && !overwrite && !entry.isDirectory()) {
				throw new TransportException(Reason.EXISTS, path + ": file exists");
			}
			written.put(path, text);
		}
		return entry.uid() > 0 ? List.of("owner " + entry.uid() + ": permission denied") : List.of();
	}

	@Override
	public synchronized void link(EntryPath path, EntryPath existing, boolean overwrite) throws TransportException {
		check(path);
		if (linksUnsupported) {
			throw new TransportException(Reason.UNSUPPORTED, "no hard links here");
		}
		if (!written.containsKey(existing)) {
			throw new IllegalStateException("a link to '" + existing + "', which is not there");
		}
		written.put(path, written.get(existing));
		links.put(path, existing);
	}

	@Override
	public synchronized List<String> seal(EntryPath directory, FileEntry entry) throws TransportException {
		check(directory);
		sealed.add(directory);
		return List.of();
	}

	private void check(EntryPath path) throws TransportException {
		if (closed.getCount() == 0) {
			throw new TransportException(Reason.CLOSED, "the session is closed");
		}
		if (faults.containsKey(path)) {
			throw new TransportException(faults.get(path), path + ": made to fail");
		}
	}

	@Override
	public synchronized Listing list(EntryPath directory) throws TransportException {
		if (!directory.isRoot() && !written.containsKey(directory)) {
			throw new TransportException(Reason.NOT_FOUND, directory + ": no such folder");
		}
		return new Listing(FileEntry.directory(ByteString.EMPTY, MemorySource.TIME), List.of(), List.of());
	}

	@Override
	public FileContent read(EntryPath file) throws TransportException {
		throw new TransportException(Reason.UNSUPPORTED, "a restore reads nothing");
	}

	@Override
	public void close() {
		closed.countDown();
	}
}
