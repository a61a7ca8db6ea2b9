package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.posix.Errno;
import backtrac.posix.FileSystem;

@Timeout(30)
class TrashTest {

	@TempDir
	Path folder;

	@Test
	void nobodyWaitsUntilAllIsRemoved() throws IOException, InterruptedException {
		CountDownLatch goOn = new CountDownLatch(1);
		Trash trash = trash((_, call, _) -> {
			if (call.equals("unlink")) {
				goOn.await();
			}
		});
		Files.createFile(folder.resolve("a"));
		trash.emptyInBackground();
		trash.emptyInBackground(); // as the next run does that begins
		Files.createFile(folder.resolve("b"));
		trash.emptySoon(); // as a run does that is cancelled
		assertFalse(trash.isSettled());
		goOn.countDown();
		awaitSettled(trash);
		try (var left = Files.list(folder)) {
			assertEquals(0, left.count(), "what came meanwhile is gone, too");
		}
	}

	@Test
	void afterAFailureTheNextOneTriesAgain() throws IOException, InterruptedException {
		CountDownLatch failed = new CountDownLatch(1);
		Trash trash = trash((_, call, _) -> {
			if (call.equals("unlink") && failed.getCount() > 0) {
				failed.countDown();
				throw FaultyFileSystem.failure(call, Errno.EIO);
			}
		});
		Files.createFile(folder.resolve("a"));
		trash.emptySoon();
		failed.await();
		while (!trash.isSettled()) {
			trash.emptySoon();
		}
	}

	@Test
	void thatItIsEmptySaysNothingAsLongAsCutOffRunsMayBeThere() throws IOException {
		Trash trash = new Trash(FileSystem.system().open(folder));
		trash.empty();
		assertFalse(trash.isSettled());
		trash.runsAreClear();
		trash.empty();
		assertTrue(trash.isSettled());
	}

	private Trash trash(FaultyFileSystem.Fault fault) throws IOException {
		Trash trash = new Trash(new FaultyFileSystem(fault).open(folder));
		trash.runsAreClear();
		return trash;
	}

	private static void awaitSettled(Trash trash) {
		while (!trash.isSettled()) {
			Thread.onSpinWait();
		}
	}
}
