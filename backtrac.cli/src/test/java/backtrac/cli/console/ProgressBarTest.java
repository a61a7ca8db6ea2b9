package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import backtrac.api.job.Progress;

class ProgressBarTest {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();
	private long now = Long.MAX_VALUE - 5;
	private int columns = 80;
	private final ProgressBar bar = new ProgressBar(new PrintStream(written, true, StandardCharsets.UTF_8), () -> columns, () -> now);

	@Test
	void isDrawnFiveTimesASecondAtMost() {
		for (int i = 0; i < 1000; i++) {
			bar.show(Progress.NONE);
			now += 1_000_000;
		}
		assertEquals("\rwaiting\033[K".repeat(5), text());
	}

	@Test
	void goesAwayWithoutATrace() {
		bar.clear();
		assertEquals("", text());
		bar.show(Progress.NONE);
		bar.clear();
		bar.clear();
		assertEquals("\rwaiting\033[K\r\033[K", text());
	}

	@Test
	void followsTheTerminalsWidthAndLeavesTheLastColumnFree() {
		columns = 5;
		bar.show(Progress.NONE);
		assertEquals("\rwait\033[K", text());
	}

	@Test
	void isNotThereWithoutATerminal() {
		columns = 0;
		bar.show(Progress.NONE);
		bar.clear();
		assertEquals("", text());
	}

	private String text() {
		return written.toString(StandardCharsets.UTF_8);
	}
}
