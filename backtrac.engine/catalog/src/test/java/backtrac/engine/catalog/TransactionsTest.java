package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;

class TransactionsTest {

	private final String name = "memory:" + UUID.randomUUID();
	private final DerbyDatabase derby = Databases.open(name, Schema.current());
	private final Transactions database = new Transactions(Databases.source(name));
	private final SqlCatalog catalog = new SqlCatalog(database);

	@BeforeEach
	void fill() {
		catalog.save(new Client("1", "one"));
		catalog.save(new Client("2", "two"));
	}

	@AfterEach
	void close() {
		assertFalse(Thread.interrupted());
		derby.close();
	}

	private static int rename(Sql sql, String id, String name) throws SQLException {
		return sql.update("UPDATE clients SET name = ? WHERE id = ?", name, id);
	}

	@Test
	void aDeadlockIsSettledByDoingItAgain() throws Exception {
		CyclicBarrier bothHoldOne = new CyclicBarrier(2);
		AtomicInteger attempts = new AtomicInteger();
		try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
			Future<?> first = executor.submit(() -> renameBoth("1", "2", bothHoldOne, attempts));
			Future<?> second = executor.submit(() -> renameBoth("2", "1", bothHoldOne, attempts));
			first.get();
			second.get();
		}
		assertEquals(3, attempts.get(), "one of the two lost, once");
		assertEquals(catalog.clients().getFirst().name(), catalog.clients().getLast().name(), "both names are of the one that was last");
	}

	private void renameBoth(String first, String second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
		database.write("rename", sql -> {
			int attempt = attempts.incrementAndGet();
			rename(sql, first, "by " + first);
			if (attempt <= 2) {
				await(bothHoldOne);
			}
			return rename(sql, second, "by " + first);
		});
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void whatFailsOnceMoreThanAllowedFails() {
		AtomicInteger attempts = new AtomicInteger();
		CatalogException e = assertThrows(CatalogException.class, () -> database.write("win", sql -> {
			attempts.incrementAndGet();
			throw new SQLException("Deadlock", "40001");
		}));
		assertEquals("The catalog could not win: Deadlock", e.getMessage());
		assertEquals(5, attempts.get());
	}

	@Test
	void whatCannotSucceedIsNotDoneAgain() {
		AtomicInteger attempts = new AtomicInteger();
		assertThrows(CatalogException.class, () -> database.write("try", sql -> {
			attempts.incrementAndGet();
			return sql.update("NO SQL");
		}));
		assertEquals(1, attempts.get());
	}

	@Test
	void anyExceptionRollsBack() {
		assertThrows(IllegalStateException.class, () -> database.write("fail", sql -> {
			rename(sql, "1", "gone");
			throw new IllegalStateException();
		}));
		assertEquals("one", catalog.clients().getFirst().name());
	}

	@Test
	void noClassOfTheDriverLeaves() {
		CatalogException e = assertThrows(CatalogException.class,
				() -> database.write("insert", sql -> sql.update("INSERT INTO clients (id, name) VALUES ('3', ?)", "x".repeat(201))));
		int depth = 0;
		for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
			assertEquals(SQLException.class, cause.getClass());
			assertNull(((SQLException) cause).getNextException());
			depth++;
		}
		assertTrue(depth > 0);
		assertEquals("22001", ((SQLException) e.getCause()).getSQLState());
		assertTrue(e.getCause().getStackTrace()[0].getClassName().startsWith("org.apache.derby"), "the way there is still known");
	}

	@Test
	void anInterruptedThreadStillStores() {
		Thread.currentThread().interrupt();
		catalog.save(new Client("3", "three"));
		assertEquals(3, catalog.clients().size());
		assertTrue(Thread.interrupted(), "and stays interrupted");
	}

	@Test
	void anInterruptWhileItWaitsForALockDoesNoHarm() throws Exception {
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
			Future<?> holder = executor.submit(() -> database.write("hold", sql -> {
				rename(sql, "1", "held");
				locked.countDown();
				return awaited(release);
			}));
			assertTrue(awaited(locked));
			AtomicInteger attempts = new AtomicInteger();
			CountDownLatch again = new CountDownLatch(2);
			Thread[] waiting = new Thread[1];
			CountDownLatch begun = new CountDownLatch(1);
			Future<Boolean> waiter = executor.submit(() -> {
				waiting[0] = Thread.currentThread();
				database.write("wait", sql -> {
					attempts.incrementAndGet();
					again.countDown();
					begun.countDown();
					return rename(sql, "1", "waited");
				});
				return Thread.interrupted();
			});
			assertTrue(awaited(begun));
			waiting[0].interrupt();
			assertTrue(awaited(again), "the lost connection was replaced");
			release.countDown();
			holder.get();
			assertTrue(waiter.get(), "the thread is still interrupted");
			assertEquals("waited", catalog.clients().getFirst().name());
			assertEquals(2, attempts.get());
		} finally {
			release.countDown();
		}
	}

	private static boolean awaited(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void whatHasBeenStoppedIsNotStartedAgain() {
		database.close(1, TimeUnit.SECONDS);
		CatalogException e = assertThrows(CatalogException.class, catalog::clients);
		assertEquals("The catalog could not list the clients: it has been stopped", e.getMessage());
	}
}
