package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Plan;
import backtrac.api.job.JobRunner;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.api.transport.Transport;

/** Each service of a run goes and comes back while the server runs, in the middle of a run and between runs. */
@ExtendWith(BundleContextExtension.class)
class HotSwapTest {

	private static final String JOBS = "backtrac.engine.jobs";
	private static final String STORE = "backtrac.engine.store";
	private static final String LOCAL = "backtrac.engine.local";
	private static final String CATALOG = "backtrac.engine.catalog";

	@InjectBundleContext
	BundleContext context;

	@TempDir
	Path source;

	private Services services;
	private Backups backups;

	@BeforeEach
	void prepare() throws Exception {
		services = new Services(context);
		backups = new Backups(services);
		Files.writeString(source.resolve("file.txt"), "content of " + source);
	}

	/** What takes a service away. */
	@FunctionalInterface
	private interface Action {
		void perform() throws Exception;
	}

	private Plan slowPlan() throws Exception {
		return backups.plan(SlowTransport.NAME, Map.of());
	}

	private void assertAllIsWell() throws Exception {
		RunReport report = backups.run(backups.local(source));
		assertEquals(RunState.SUCCEEDED, report.state(), report.message());
		assertEquals(List.of(), backups.unfinished());
	}

	/** Has a run work, does something, and waits for the run to be interrupted by it. */
	private RunReport interruptBy(SlowTransport transport, Plan plan, Action action) throws Exception {
		CompletableFuture<RunReport> outcome = backups.start(plan);
		assertTrue(transport.isRead());
		assertFalse(transport.isClosed());
		try {
			action.perform();
			// the read that the run is in does not end by itself
			RunReport report = Backups.await(outcome);
			assertEquals(RunState.INTERRUPTED, report.state(), report.message());
			assertTrue(transport.isClosed());
			return report;
		} finally {
			// the next run is not held up, nor is this one if it has not ended as it should
			transport.release();
		}
	}

	@Test
	void aTransportGoesInTheMiddleOfARun() throws Exception {
		SlowTransport transport = new SlowTransport();
		ServiceRegistration<Transport> registration = transport.register(context);
		RunReport report = interruptBy(transport, slowPlan(), registration::unregister);
		assertEquals("the transport 'test-slow' was removed while the run used it", report.message());
		assertEquals(RunState.INTERRUPTED, backups.recorded(report.runId()).state());
		assertAllIsWell();
	}

	@Test
	void twoTransportsGoOneAfterTheOther() throws Exception {
		CompletableFuture<Void> wakes = new CompletableFuture<>();
		SlowTransport first = new SlowTransport(wakes);
		SlowTransport second = new SlowTransport();
		ServiceRegistration<Transport> firstRegistration = first.register(context, "test-first");
		ServiceRegistration<Transport> secondRegistration = second.register(context, "test-second");
		CompletableFuture<RunReport> outcome = backups.start(backups.plan("test-first", Map.of()));
		assertTrue(first.isRead());
		try {
			interruptBy(second, backups.plan("test-second", Map.of()), () -> {
				firstRegistration.unregister();
				assertTrue(first.isClosed());
				secondRegistration.unregister();
			});
		} finally {
			wakes.complete(null);
		}
		assertEquals(RunState.INTERRUPTED, Backups.await(outcome).state());
	}

	@Test
	void aTransportThatWentIsForgotten() throws Exception {
		ReferenceQueue<Transport> gone = new ReferenceQueue<>();
		Reference<Transport> transport = transportThatGoes(gone);
		assertTrue(Garbage.holdsOneOf(gone), "the transport is still held");
		assertTrue(transport.refersTo(null));
	}

	/** The run gives it back when it is gone already. */
	private Reference<Transport> transportThatGoes(ReferenceQueue<Transport> gone) throws Exception {
		CompletableFuture<Void> wakes = new CompletableFuture<>();
		SlowTransport transport = new SlowTransport(wakes);
		ServiceRegistration<Transport> registration = transport.register(context);
		interruptBy(transport, slowPlan(), () -> {
			registration.unregister();
			wakes.complete(null);
		});
		return new PhantomReference<>(transport, gone);
	}

	@Test
	void aTransportThatComesLaterIsUsed() throws Exception {
		Plan plan = slowPlan();
		RunReport without = backups.run(plan);
		assertEquals(RunState.FAILED, without.state());
		assertEquals("no transport 'test-slow' is installed", without.message());
		SlowTransport transport = new SlowTransport();
		transport.release();
		ServiceRegistration<Transport> registration = transport.register(context);
		try {
			RunReport with = backups.run(plan);
			assertEquals(RunState.SUCCEEDED, with.state(), with.message());
			Path copy = backups.snapshot(with.snapshotId()).tree().resolve(SlowTransport.FILE);
			assertEquals(new String(SlowTransport.CONTENT), Files.readString(copy));
			assertTrue(transport.isClosed());
		} finally {
			registration.unregister();
		}
	}

	@Test
	void theLocalTransportIsStoppedAndStarted() throws Exception {
		Plan plan = backups.local(source);
		assertEquals(RunState.SUCCEEDED, backups.run(plan).state());
		Bundle bundle = services.bundle(LOCAL);
		bundle.stop();
		try {
			RunReport without = backups.run(plan);
			assertEquals(RunState.FAILED, without.state());
			assertEquals("no transport 'local' is installed", without.message());
		} finally {
			bundle.start();
		}
		assertEquals(RunState.SUCCEEDED, backups.run(plan).state());
	}

	@Test
	void theRepositoryGoesInTheMiddleOfARun() throws Exception {
		assertGoesInTheMiddleOfARun(STORE, Repository.class);
	}

	@Test
	void theRunnerGoesInTheMiddleOfARun() throws Exception {
		assertGoesInTheMiddleOfARun(JOBS, JobRunner.class);
	}

	@Test
	void theCatalogGoesInTheMiddleOfARun() throws Exception {
		assertGoesInTheMiddleOfARun(CATALOG, Catalog.class);
	}

	/** The runner goes with what it needs, and closes its runs first. */
	private void assertGoesInTheMiddleOfARun(String name, Class<?> service) throws Exception {
		SlowTransport transport = new SlowTransport();
		ServiceRegistration<Transport> registration = transport.register(context);
		Bundle bundle = services.bundle(name);
		try {
			Plan plan = slowPlan();
			RunReport report;
			try {
				report = interruptBy(transport, plan, bundle::stop);
				assertFalse(services.isThere(service));
				assertFalse(services.isThere(JobRunner.class));
			} finally {
				bundle.start();
			}
			assertNotNull(services.use(JobRunner.class, Object::toString));
			assertEquals(RunState.INTERRUPTED, backups.recorded(report.runId()).state());
			assertEquals(List.of(), backups.unfinished());
			RunReport again = backups.run(plan);
			assertEquals(RunState.SUCCEEDED, again.state(), again.message());
		} finally {
			registration.unregister();
		}
		assertAllIsWell();
	}

	@Test
	void updatesOfTheRunnerLeaveNothingBehind() throws Exception {
		assertNothingLeftBy(JOBS);
	}

	@Test
	void updatesOfTheRepositoryLeaveNothingBehind() throws Exception {
		assertNothingLeftBy(STORE);
	}

	@Test
	void updatesOfTheLocalTransportLeaveNothingBehind() throws Exception {
		assertNothingLeftBy(LOCAL);
	}

	private void assertNothingLeftBy(String bundle) throws Exception {
		Plan plan = backups.local(source);
		Updates.leaveNothing(services, bundle, 20, () -> {
			RunReport report = backups.run(plan);
			assertEquals(RunState.SUCCEEDED, report.state(), report.message());
			return report;
		});
	}
}
