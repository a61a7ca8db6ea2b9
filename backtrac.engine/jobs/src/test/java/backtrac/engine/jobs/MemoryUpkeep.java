package backtrac.engine.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.RebuildReport;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.api.store.Upkeep;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.WorkListener;

/** What a repository needs beside backups: finds what it is told to find, and may be made to take its time. */
final class MemoryUpkeep implements Upkeep {

	/** What was asked for. */
	final List<Object> asked = Collections.synchronizedList(new ArrayList<>());
	/** Counted down when something begins. */
	final CountDownLatch begun = new CountDownLatch(1);
	/** What everything waits for. */
	volatile CountDownLatch go = new CountDownLatch(0);
	volatile List<Damage> damage = List.of();
	volatile long damageCount;

	void find(Damage... found) {
		damage = List.of(found);
		damageCount = found.length;
	}

	private void work(Object what, WorkListener listener) throws InterruptedException {
		asked.add(what);
		listener.expected(2, 20);
		listener.done(1, 10);
		begun.countDown();
		go.await();
		listener.done(1, 10);
	}

	VerifyReport verify(VerifyOptions options, WorkListener listener) throws InterruptedException {
		work(options, listener);
		return new VerifyReport(3, 20, 0, damage, damageCount);
	}

	PruneReport prune(PruneOptions options, WorkListener listener) throws InterruptedException {
		work(options, listener);
		return new PruneReport(4, 4000);
	}

	@Override
	public ScrubReport scrub(ScrubOptions options, WorkListener listener) throws InterruptedException {
		work(options, listener);
		return new ScrubReport(7, 7000, Instant.EPOCH, 9, 256, damage, damageCount);
	}

	@Override
	public RebuildReport rebuild(Set<String> snapshots, WorkListener listener) throws InterruptedException {
		work(snapshots, listener);
		return new RebuildReport(1, 0, 2, damage, damageCount);
	}

	@Override
	public int keptTrees() throws IOException {
		return ALL_TREES;
	}

	@Override
	public void keepTrees(int most) throws IOException {
		throw new UnsupportedOperationException();
	}
}
