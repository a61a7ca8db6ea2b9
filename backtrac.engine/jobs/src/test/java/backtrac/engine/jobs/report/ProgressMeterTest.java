package backtrac.engine.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.EntryPath;
import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;

class ProgressMeterTest {

	private final AtomicLong clock = new AtomicLong(-5_000_000_000L);
	private final ProgressMeter meter = new ProgressMeter(clock::get);

	@Test
	void knowsNothingAtFirst() {
		assertEquals(Progress.NONE, meter.progress());
		assertEquals(-1, meter.progress().fraction());
	}

	@Test
	void aSteadyRateIsTheRateFromTheFirstSampleOn() {
		seconds(100);
		meter.phase(Phase.COPYING);
		for (int i = 0; i < 40; i++) {
			seconds(0.5);
			meter.done(50, 500_000);
			meter.transfer(1000).moved(250);
			Progress progress = meter.progress();
			assertEquals(100, progress.filesPerSecond(), 1e-6);
			assertEquals(500, progress.bytesPerSecond(), 1e-6);
		}
	}

	@Test
	void aRateFollowsWithinSeconds() {
		meter.phase(Phase.COPYING);
		for (int i = 0; i < 20; i++) {
			seconds(1);
			meter.done(100, 0);
			meter.progress();
		}
		for (int i = 0; i < 5; i++) {
			seconds(1);
			meter.progress();
		}
		assertEquals(100 / Math.E, meter.progress().filesPerSecond(), 2);
		seconds(60);
		assertEquals(0, meter.progress().filesPerSecond(), 0.01);
	}

	@Test
	void askingOftenDoesNotDisturb() {
		meter.phase(Phase.COPYING);
		for (int i = 0; i < 10_000; i++) {
			seconds(0.001);
			meter.done(1, 0);
			meter.progress();
		}
		assertEquals(1000, meter.progress().filesPerSecond(), 1);
	}

	@Test
	void theTimeThatRemainsIsToldWhenItCanBeKnown() {
		meter.expect(1000, 0);
		meter.phase(Phase.COPYING);
		seconds(1);
		meter.done(10, 0);
		assertNull(meter.progress().remaining(), "too early");
		seconds(1);
		meter.done(10, 0);
		assertEquals(Duration.ofSeconds(98), meter.progress().remaining());
		assertEquals(0.02, meter.progress().fraction(), 1e-9);
		meter.phase(Phase.DONE);
		assertEquals(Duration.ZERO, meter.progress().remaining());
		assertEquals(1, meter.progress().fraction());
	}

	@Test
	void noTimeIsToldWithoutExpectation() {
		meter.phase(Phase.COPYING);
		seconds(10);
		meter.done(10, 10);
		assertNull(meter.progress().remaining());
		assertEquals(-1, meter.progress().filesExpected());
	}

	@Test
	void expectsNeverLessThanIsFoundOrDone() {
		meter.expect(10, 100);
		meter.found(8, 900);
		assertEquals(10, meter.progress().filesExpected());
		assertEquals(900, meter.progress().bytesExpected());
		meter.done(20, 1000);
		assertEquals(20, meter.progress().filesExpected());
		assertEquals(1000, meter.progress().bytesExpected());
		meter.expect(5, 5);
		assertEquals(20, meter.progress().filesExpected());
	}

	@Test
	void aFileThatIsReadTwiceCountsOnce() {
		ProgressMeter.Transfer transfer = meter.transfer(100);
		transfer.moved(60);
		assertEquals(60, meter.progress().bytesDone());
		transfer.restart();
		transfer.moved(50);
		assertEquals(60, meter.progress().bytesDone());
		transfer.moved(60);
		assertEquals(100, meter.progress().bytesDone());
		transfer.done(110);
		assertEquals(110, meter.progress().bytesDone());
		assertEquals(1, meter.progress().filesDone());
		assertEquals(170, meter.progress().bytesRead());
	}

	@Test
	void phasesOnlyGoForward() {
		meter.phase(Phase.FINISHING);
		meter.phase(Phase.COPYING);
		assertEquals(Phase.FINISHING, meter.progress().phase());
		meter.at(EntryPath.parse("a/b"));
		assertEquals("a/b", meter.progress().current());
		meter.phase(Phase.DONE);
		assertTrue(meter.progress().current().isEmpty());
	}

	private void seconds(double seconds) {
		clock.addAndGet(Math.round(seconds * 1e9));
	}
}
