package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.client.TokenFile;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Any service can be called by scripts while it is there, and a script polls on when the XML-RPC bundle is replaced. */
@ExtendWith(BundleContextExtension.class)
class WhiteboardTest {

	/** Polls with one object and so with connections that are kept alive; tells of each call, and when it has told of it waits for a line. */
	private static final String SCRIPT = """
			import sys, xmlrpc.client
			server = xmlrpc.client.ServerProxy(sys.argv[1], headers=[("Authorization", "Bearer " + sys.argv[2])])
			for line in sys.stdin:
				try:
					server.server.status()
					print("answered", flush=True)
				except (OSError, xmlrpc.client.Error) as error:
					print(type(error).__name__, flush=True)
			""";

	/** What a bundle of somebody else might offer. */
	public interface Echo {
		String echo(String text) throws InterruptedException;

		Map<String, Object> mirror(Map<String, Object> map);
	}

	@InjectBundleContext
	BundleContext context;

	private Services services;
	private URI server;
	private Path base;
	private RpcClient client;

	@BeforeEach
	void connect() throws Exception {
		services = new Services(context);
		server = WebServer.address(context, services).resolve("rpc");
		base = Path.of(context.getProperty("backtrac.base"));
		client = RpcClient.onThisMachine(server, base);
		Await.until(this::isAnswered, () -> "no answer at " + server);
	}

	@AfterEach
	void disconnect() {
		client.close();
	}

	private boolean isAnswered() {
		try {
			client.call("server.status");
			return true;
		} catch (RpcFault | RpcConnectionException notYet) {
			return false;
		}
	}

	private ServiceRegistration<Echo> register(String name, Echo echo) {
		Dictionary<String, Object> properties = new Hashtable<>();
		properties.put("xmlrpc.handler", name);
		return context.registerService(Echo.class, echo, properties);
	}

	private static Echo echo(CountDownLatch begun, CountDownLatch release) {
		return new Echo() {

			@Override
			public String echo(String text) throws InterruptedException {
				begun.countDown();
				release.await();
				return text;
			}

			@Override
			public Map<String, Object> mirror(Map<String, Object> map) {
				return map;
			}
		};
	}

	@Test
	void aServiceIsCallableWhileItIsThere() {
		assertUnavailable();
		ServiceRegistration<Echo> registration = register("test.echo", echo(new CountDownLatch(1), new CountDownLatch(0)));
		try {
			assertEquals("\ud83d\ude00", client.call("test.echo.echo", "\ud83d\ude00"));
			assertEquals(Map.of("a", 1), client.proxy(Echo.class, "test.echo").mirror(Map.of("a", 1)));
			assertTrue(List.of((Object[]) client.call("system.listMethods")).contains("test.echo.mirror"));
		} finally {
			registration.unregister();
		}
		assertUnavailable();
	}

	private void assertUnavailable() {
		RpcFault fault = assertThrows(RpcFault.class, () -> client.call("test.echo.echo", "x"));
		assertTrue(fault.is(Fault.UNAVAILABLE), fault.getMessage());
	}

	@Test
	void aCallIsAnsweredThoughItsServiceGoesMeanwhile() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ServiceRegistration<Echo> registration = register("test.echo", echo(begun, release));
		CompletableFuture<Object> answer = CompletableFuture.supplyAsync(() -> client.call("test.echo.echo", "done"));
		assertTrue(begun.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
		registration.unregister();
		assertUnavailable();
		release.countDown();
		assertEquals("done", answer.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
	}

	@Test
	void aScriptPollsOnWhenTheBundleIsStoppedAndStarted() throws Exception {
		Process script = python(server.toString(), TokenFile.read(base));
		try (BufferedReader told = script.inputReader(StandardCharsets.UTF_8)) {
			Bundle bundle = services.bundle("backtrac.xmlrpc");
			for (int i = 0; i < 3; i++) {
				assertEquals("answered", poll(script, told));
				bundle.stop();
				try {
					assertTrue(poll(script, told).endsWith("Error"));
				} finally {
					bundle.start();
				}
				Await.until(this::isAnswered, () -> "no answer at " + server);
			}
			assertEquals("answered", poll(script, told));
		} finally {
			script.destroy();
		}
	}

	@Test
	void aScriptThatDoesNotPollMeanwhileNoticesNothing() throws Exception {
		Process script = python(server.toString(), TokenFile.read(base));
		try (BufferedReader told = script.inputReader(StandardCharsets.UTF_8)) {
			assertEquals("answered", poll(script, told));
			services.update(services.bundle("backtrac.xmlrpc"));
			Await.until(this::isAnswered, () -> "no answer at " + server);
			assertEquals("answered", poll(script, told));
		} finally {
			script.destroy();
		}
	}

	private static String poll(Process script, BufferedReader told) throws IOException {
		script.getOutputStream().write('\n');
		script.getOutputStream().flush();
		return told.readLine();
	}

	private static Process python(String... arguments) throws IOException {
		try {
			return new ProcessBuilder("python3", "-c", SCRIPT, arguments[0], arguments[1]).redirectErrorStream(true).start();
		} catch (IOException e) {
			return Assumptions.abort("there is no python3 here");
		}
	}
}
