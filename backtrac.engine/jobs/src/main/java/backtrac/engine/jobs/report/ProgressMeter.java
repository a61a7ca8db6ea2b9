package backtrac.engine.jobs.report;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import backtrac.api.entry.EntryPath;
import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;

/**
 * Counts what a run does, and tells how far it is. The run's threads count; anybody may ask, as often as they like.
 *
 * <p>
 * Rates are exponential means with a time constant of five seconds, freed of their bias towards zero at the start (as
 * in Kingma and Ba, "Adam", section 3). What is expected is never less than what was found or done.
 *
 * <p>
 * Safe for use by several threads; counting costs no lock.
 */
public final class ProgressMeter {

	private static final double SMOOTHING_SECONDS = 5;
	/** A sample of less time says nothing. */
	private static final double SHORTEST_SAMPLE_SECONDS = 0.1;
	/** Before that nobody should be told how long it will take. */
	private static final double SHORTEST_RUN_SECONDS = 2;
	/** The cost of a file in bytes of content, as in {@link Progress#fraction()}. */
	private static final double BYTES_A_FILE = 65536;

	private final LongSupplier nanoTime;
	private final Consumer<Phase> onPhase;
	private final LongAdder filesDone = new LongAdder();
	private final LongAdder bytesDone = new LongAdder();
	private final LongAdder bytesRead = new LongAdder();
	private final LongAdder filesFound = new LongAdder();
	private final LongAdder bytesFound = new LongAdder();
	private volatile EntryPath current = EntryPath.ROOT;

	// guarded by this
	private Phase phase = Phase.WAITING;
	private long filesExpected = -1;
	private long bytesExpected = -1;
	private long sampledAt;
	private long sampledFiles;
	private long sampledBytes;
	private long sampledRead;
	private double weight;
	private double fileRate;
	private double doneRate;
	private double readRate;
	private double sampledSeconds;

	/** A meter on the system's clock. */
	public ProgressMeter() {
		this(System::nanoTime);
	}

	/** @param nanoTime a clock in nanoseconds that only goes forward */
	public ProgressMeter(LongSupplier nanoTime) {
		this(nanoTime, _ -> {
		});
	}

	/** @param onPhase told of each phase as it begins; must be quick */
	public ProgressMeter(LongSupplier nanoTime, Consumer<Phase> onPhase) {
		this.nanoTime = nanoTime;
		this.onPhase = onPhase;
		this.sampledAt = nanoTime.getAsLong();
	}

	/** Enters a phase; never goes back to an earlier one. */
	public synchronized void phase(Phase next) {
		if (next.compareTo(phase) > 0) {
			if (phase.compareTo(Phase.COPYING) < 0) {
				sampledAt = nanoTime.getAsLong();
			}
			phase = next;
			onPhase.accept(next);
		}
	}

	/** Tells what an earlier run or a look ahead lets expect. The largest word counts. */
	public synchronized void expect(long files, long bytes) {
		filesExpected = Math.max(filesExpected, files);
		bytesExpected = Math.max(bytesExpected, bytes);
	}

	/** Counts files that will be done. */
	public void found(long files, long bytes) {
		filesFound.add(files);
		bytesFound.add(bytes);
	}

	/** Counts files that are done without having been moved. */
	public void done(long files, long bytes) {
		filesDone.add(files);
		bytesDone.add(bytes);
	}

	/** Says where the run is. */
	public void at(EntryPath path) {
		current = path;
	}

	/** Begins to count a file that is moved. */
	public Transfer transfer(long size) {
		return new Transfer(size);
	}

	/** How far the run is by now. */
	public synchronized Progress progress() {
		long files = filesDone.sum();
		long bytes = bytesDone.sum();
		long read = bytesRead.sum();
		sample(files, bytes, read);
		if (filesExpected >= 0) {
			filesExpected = Math.max(filesExpected, Math.max(files, filesFound.sum()));
			bytesExpected = Math.max(bytesExpected, Math.max(bytes, bytesFound.sum()));
		}
		boolean over = phase == Phase.DONE;
		return new Progress(phase, files, bytes, filesExpected, bytesExpected, read, mean(readRate), mean(fileRate),
				over ? Duration.ZERO : remaining(files, bytes), over ? "" : current.toString());
	}

	private void sample(long files, long bytes, long read) {
		long now = nanoTime.getAsLong();
		double seconds = (now - sampledAt) / 1e9;
		if (phase != Phase.COPYING || seconds < SHORTEST_SAMPLE_SECONDS) {
			return;
		}
		double old = Math.exp(-seconds / SMOOTHING_SECONDS);
		weight = weight * old + 1 - old;
		fileRate = fileRate * old + (1 - old) * (files - sampledFiles) / seconds;
		doneRate = doneRate * old + (1 - old) * (bytes - sampledBytes) / seconds;
		readRate = readRate * old + (1 - old) * (read - sampledRead) / seconds;
		sampledSeconds += seconds;
		sampledAt = now;
		sampledFiles = files;
		sampledBytes = bytes;
		sampledRead = read;
	}

	private double mean(double rate) {
		return weight == 0 ? 0 : rate / weight;
	}

	private Duration remaining(long files, long bytes) {
		double rate = mean(doneRate) + BYTES_A_FILE * mean(fileRate);
		if (filesExpected < 0 || phase != Phase.COPYING || sampledSeconds < SHORTEST_RUN_SECONDS || rate < 1) {
			return null;
		}
		double left = bytesExpected - bytes + BYTES_A_FILE * (filesExpected - files);
		return Duration.ofSeconds(Math.round(left / rate));
	}

	/**
	 * A file on its way. Its bytes count as done as they come, but only once, however often the file is read. Used by
	 * one thread.
	 */
	public final class Transfer {

		private final long size;
		private long position;
		private long credited;

		private Transfer(long size) {
			this.size = size;
		}

		/** The file is read again from its beginning. */
		public void restart() {
			position = 0;
		}

		public void moved(long bytes) {
			bytesRead.add(bytes);
			position += bytes;
			credit(Math.min(position, size));
		}

		/** @param length the content's length as it turned out to be */
		public void done(long length) {
			credit(length);
			filesDone.increment();
		}

		private void credit(long total) {
			if (total > credited) {
				bytesDone.add(total - credited);
				credited = total;
			}
		}
	}
}
