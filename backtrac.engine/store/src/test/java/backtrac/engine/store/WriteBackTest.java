package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import backtrac.posix.Directory;

class WriteBackTest {

	private final AtomicInteger syncs = new AtomicInteger();

	private interface Sync {
		void run() throws Exception;
	}

	private WriteBack writeBack(Sync sync) {
		return new WriteBack((Directory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Directory.class }, (_, method, _) -> {
			assertEquals("syncFileSystem", method.getName());
			syncs.incrementAndGet();
			sync.run();
			return null;
		}));
	}

	@Test
	void beginsWhenThereIsEnough() throws Exception {
		WriteBack writeBack = writeBack(() -> {
		});
		writeBack.wrote(WriteBack.SHARE - 1);
		writeBack.end();
		assertEquals(0, syncs.get());
		writeBack.wrote(1);
		writeBack.end();
		assertEquals(1, syncs.get());
		writeBack.wrote(1);
		writeBack.end();
		assertEquals(1, syncs.get());
	}

	@Test
	void keepsNobodyWaitingAndGoesOnWithWhatCameMeanwhile() throws Exception {
		CountDownLatch disk = new CountDownLatch(1);
		WriteBack writeBack = writeBack(disk::await);
		writeBack.wrote(WriteBack.SHARE);
		writeBack.wrote(WriteBack.SHARE);
		disk.countDown();
		writeBack.end();
		assertEquals(1, syncs.get());
		writeBack.wrote(1);
		writeBack.end();
		assertEquals(2, syncs.get());
	}

	@Test
	void aFailureIsTheRunsOwn() throws Exception {
		IOException failure = new IOException("the disk is gone");
		WriteBack writeBack = writeBack(() -> {
			throw failure;
		});
		writeBack.wrote(WriteBack.SHARE);
		assertSame(failure, assertThrows(IOException.class, writeBack::end));
		assertSame(failure, assertThrows(IOException.class, () -> writeBack.wrote(WriteBack.SHARE)), "no use in going on");
	}
}
