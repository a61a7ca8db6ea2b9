package backtrac.engine.jobs.thread;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import backtrac.api.entry.EntryPath;

/**
 * Goes over a tree with several threads. A thread that has looked at a folder does that folder's files; who has nothing
 * to do takes another folder, the deepest first, and where there is none, helps with the files of another thread. So at
 * most one folder a thread is in memory with its files, and of the others the names only.
 *
 * @param <T> an entry
 */
public final class TreeWalk<T> {

	/** A thread a processor, at least two. */
	public static final int USUAL_WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());

	/** What is done with each entry. Called by several threads. What it throws ends the walk. */
	public interface Visitor<T> {

		/** Looks at a folder, and answers what of it is to be visited. */
		Contents<T> folder(EntryPath parent, T folder) throws IOException, InterruptedException;

		void file(EntryPath parent, T file) throws IOException, InterruptedException;
	}

	/**
	 * What of a folder is to be visited.
	 *
	 * @param folder  where the entries are
	 * @param files   entries without others in them
	 * @param folders entries to look into
	 */
	public record Contents<T>(EntryPath folder, List<T> files, List<T> folders) {
	}

	/** Entries of one folder that several threads take, each entry once. */
	private record Batch<T>(EntryPath parent, List<T> entries, boolean areFolders, AtomicInteger taken) {

		Batch(EntryPath parent, List<T> entries, boolean areFolders) {
			this(parent, entries, areFolders, new AtomicInteger());
		}

		/** Takes an entry; null if all are taken. */
		T next() {
			int index = taken.getAndIncrement();
			return index < entries.size() ? entries.get(index) : null;
		}

		boolean isEmpty() {
			return taken.get() >= entries.size();
		}
	}

	private final Visitor<T> visitor;
	private final Stop stop;
	private final String name;
	private final int workers;

	// guarded by this
	private final Deque<Batch<T>> folders = new ArrayDeque<>();
	private final List<Batch<T>> files = new ArrayList<>();
	private int idle;
	private boolean over;
	private Throwable failure;

	/** @param name of the walk's threads */
	public TreeWalk(String name, int workers, Stop stop, Visitor<T> visitor) {
		this.name = name;
		this.workers = workers;
		this.stop = stop;
		this.visitor = visitor;
	}

	/**
	 * Visits all there is, once. The calling thread works, too; it must not be interrupted. When this returns, by whatever
	 * way, none of the walk's threads is there any more.
	 *
	 * @throws IOException          what the visitor threw first
	 * @throws InterruptedException if the stop was asked for
	 */
	public void run(List<Contents<T>> start) throws IOException, InterruptedException {
		start.reversed().forEach(this::publish);
		List<Thread> threads = new ArrayList<>();
		for (int i = 1; i < workers; i++) {
			threads.add(Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name(name + " " + (i + 1)).start(this::work));
		}
		work();
		for (Thread thread : threads) {
			thread.join();
		}
		switch (failure) {
		case null -> {
		}
		case IOException e -> throw e;
		case InterruptedException e -> throw e;
		case RuntimeException e -> throw e;
		case Error e -> throw e;
		default -> throw new IllegalStateException(failure);
		}
		stop.check();
	}

	private void work() {
		try {
			Batch<T> batch = null;
			while (!stop.isAsked()) {
				T entry = batch == null ? null : batch.next();
				if (entry == null) {
					batch = take(batch);
					if (batch == null) {
						return;
					}
				} else if (batch.areFolders) {
					batch = publish(visitor.folder(batch.parent, entry));
				} else {
					visitor.file(batch.parent, entry);
				}
			}
		} catch (Throwable e) {
			fail(e);
		} finally {
			wakeAll();
		}
	}

	/** Makes a folder's contents known to all threads, and answers its files. */
	private synchronized Batch<T> publish(Contents<T> contents) {
		Batch<T> batch = new Batch<>(contents.folder, contents.files, false);
		if (!contents.files.isEmpty()) {
			files.add(batch);
		}
		if (!contents.folders.isEmpty()) {
			folders.push(new Batch<>(contents.folder, contents.folders, true));
		}
		if (idle > 0) {
			notifyAll();
		}
		return batch;
	}

	/** Waits for something to do. Null when there is nothing any more. */
	private synchronized Batch<T> take(Batch<T> done) throws InterruptedException {
		files.removeIf(batch -> batch == done);
		while (!over && !stop.isAsked()) {
			Batch<T> next = find();
			if (next != null) {
				return next;
			}
			idle++;
			if (idle == workers) {
				// nobody is left who could find more
				over = true;
				notifyAll();
			} else {
				wait();
			}
			idle--;
		}
		return null;
	}

	/** One folder, or the files that another thread is at. */
	private Batch<T> find() {
		Batch<T> deepest = folders.peek();
		if (deepest == null) {
			return files.stream().filter(batch -> !batch.isEmpty()).findFirst().orElse(null);
		}
		T folder = deepest.next();
		if (deepest.isEmpty()) {
			folders.pop();
		}
		return new Batch<>(deepest.parent, List.of(folder), true);
	}

	/** After a stop, what comes is its consequence: blocked calls that have been woken. */
	private synchronized void fail(Throwable e) {
		if (failure == null && !stop.isAsked()) {
			failure = e;
		}
		stop.ask();
	}

	private synchronized void wakeAll() {
		notifyAll();
	}
}
