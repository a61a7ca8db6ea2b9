package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.transport.Transport;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.ProtectedFolder;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunStatus;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.ServerStatus;

/** The remote interface over HTTP, as programs see it while bundles come and go. */
@ExtendWith(BundleContextExtension.class)
class RemoteTest {

	private static final String BUNDLE = "backtrac.xmlrpc";

	@InjectBundleContext
	BundleContext context;

	@TempDir
	Path source;

	private Services services;
	private URI server;
	private RpcClient client;
	private RunApi runs;

	@BeforeEach
	void connect() throws Exception {
		services = new Services(context);
		Files.writeString(source.resolve("file.txt"), "from afar");
		server = WebServer.address(context, services).resolve("rpc");
		client = RpcClient.onThisMachine(server, Path.of(context.getProperty("backtrac.base")));
		runs = client.proxy(RunApi.class, "run");
		Await.until(this::isAnswered, () -> "no answer at " + server);
	}

	@AfterEach
	void disconnect() {
		client.close();
	}

	private ServerStatus status() {
		return client.proxy(ServerApi.class, "server").status();
	}

	/** Handlers and the servlet come one by one when a bundle starts. */
	private boolean isAnswered() {
		try {
			status();
			runs.poll("none", 0);
			return false;
		} catch (RpcFault fault) {
			return fault.is(Fault.NOT_FOUND);
		} catch (RpcConnectionException notYet) {
			return false;
		}
	}

	private RunStatus end(String runId) throws Exception {
		Await.until(() -> runs.poll(runId, 1000).isOver(), () -> "not over: " + runs.poll(runId, 0));
		return runs.poll(runId, 0);
	}

	private RunStatus backUp() throws Exception {
		ProtectedFolder folder = client.proxy(PlanApi.class, "plan").protect(source.toString());
		return end(runs.start(folder.planId()));
	}

	/** Asks on another thread, and returns when the server has the question. */
	private CompletableFuture<RunStatus> longPoll(String runId) throws Exception {
		CompletableFuture<RunStatus> answer = CompletableFuture.supplyAsync(() -> runs.poll(runId, RunApi.LONGEST_WAIT_MS));
		Await.until(() -> Thread.getAllStackTraces().values().stream().anyMatch(RemoteTest::waitsForNews), () -> "nobody waits in the server");
		return answer;
	}

	private static boolean waitsForNews(StackTraceElement[] stack) {
		return Stream.of(stack).anyMatch(frame -> frame.getClassName().equals("backtrac.xmlrpc.handler.run.RunWatch")
				&& frame.getMethodName().equals("awaitNews"));
	}

	private static RunStatus answer(CompletableFuture<RunStatus> poll) throws Exception {
		return poll.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	@Test
	void theServerSaysHowItIs() {
		ServerStatus status = status();
		assertTrue(status.version().startsWith("0."), status.version());
		assertTrue(Files.isDirectory(Path.of(status.repository())));
	}

	@Test
	void aFolderIsProtectedAndBackedUp() throws Exception {
		RunStatus status = backUp();
		assertEquals("SUCCEEDED", status.state(), status.message());
		assertEquals("from afar", Files.readString(Path.of(status.snapshotPath()).resolve("file.txt")));
		assertFalse(client.proxy(PlanApi.class, "plan").protect(source.toString()).created());
	}

	@Test
	void aWrongTokenIsRefused() {
		try (RpcClient stranger = RpcClient.to(server, "0".repeat(43))) {
			RpcConnectionException refusal = assertThrows(RpcConnectionException.class, () -> stranger.call("server.status"));
			assertEquals(401, refusal.status());
		}
	}

	@Test
	void itIsStoppedAndStartedWhileAClientWaits() throws Exception {
		SlowTransport transport = new SlowTransport();
		ServiceRegistration<Transport> registration = transport.register(context);
		Bundle bundle = services.bundle(BUNDLE);
		try {
			String run = runs.start(new Backups(services).plan(SlowTransport.NAME, Map.of()).id());
			assertTrue(transport.isRead());
			CompletableFuture<RunStatus> poll = longPoll(run);
			bundle.stop();
			try {
				assertEquals("RUNNING", answer(poll).state());
				RpcConnectionException nobody = assertThrows(RpcConnectionException.class, this::status);
				assertTrue(nobody.getMessage().contains("takes no calls"), nobody.getMessage());
			} finally {
				bundle.start();
			}
			Await.until(this::isAnswered, () -> "no answer at " + server);
			assertEquals("RUNNING", runs.poll(run, 0).state());
			transport.release();
			assertEquals("SUCCEEDED", end(run).state());
		} finally {
			registration.unregister();
		}
	}

	@Test
	void aHandlerGoesAndComesWithItsService() throws Exception {
		SlowTransport transport = new SlowTransport();
		ServiceRegistration<Transport> registration = transport.register(context);
		Bundle jobs = services.bundle("backtrac.engine.jobs");
		String run = runs.start(new Backups(services).plan(SlowTransport.NAME, Map.of()).id());
		assertTrue(transport.isRead());
		CompletableFuture<RunStatus> poll = longPoll(run);
		jobs.stop();
		try {
			String state = answer(poll).state();
			assertTrue(state.equals("RUNNING") || state.equals("INTERRUPTED"), state);
			RpcFault fault = assertThrows(RpcFault.class, () -> runs.poll("any", 0));
			assertTrue(fault.is(Fault.UNAVAILABLE), fault.getMessage());
			assertTrue(status().startedMs() > 0);
		} finally {
			jobs.start();
			registration.unregister();
		}
		Await.until(this::isAnswered, () -> "no answer at " + server);
		assertEquals("INTERRUPTED", runs.poll(run, 0).state());
		assertEquals("SUCCEEDED", backUp().state());
	}

	@Test
	void updatesLeaveNothingBehind() throws Exception {
		Updates.leaveNothing(services, BUNDLE, 20, () -> {
			Await.until(this::isAnswered, () -> "no answer at " + server);
			return null;
		});
	}
}
