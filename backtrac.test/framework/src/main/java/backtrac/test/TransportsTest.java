package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.transport.Transport;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.BundleInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.TransportApi;
import backtrac.xmlrpc.remote.TransportDescription;
import backtrac.xmlrpc.remote.TransportField;
import backtrac.xmlrpc.remote.TransportFieldOption;
import backtrac.xmlrpc.remote.TransportInfo;
import backtrac.xmlrpc.remote.TransportTrial;
import backtrac.xmlrpc.remote.TransportVerdict;

/** Transports as they describe themselves, and bundles, over the remote interface. */
@ExtendWith(BundleContextExtension.class)
class TransportsTest {

	@InjectBundleContext
	BundleContext context;

	@TempDir
	Path source;

	private Services services;
	private RpcClient client;
	private TransportApi transports;
	private BundleApi bundles;

	@BeforeEach
	void connect() throws Exception {
		services = new Services(context);
		client = RpcClient.onThisMachine(WebServer.address(context, services).resolve("rpc"), Path.of(context.getProperty("backtrac.base")));
		transports = client.proxy(TransportApi.class, "transport");
		bundles = client.proxy(BundleApi.class, "bundle");
		Await.until(this::isAnswered, () -> "no answer of the handlers");
	}

	@AfterEach
	void disconnect() {
		client.close();
	}

	private boolean isAnswered() {
		try {
			return transports.list() != null && bundles.list() != null;
		} catch (RpcFault | RpcConnectionException notYet) {
			return false;
		}
	}

	private TransportInfo transport(String scheme) {
		return transports.list().stream().filter(each -> each.scheme().equals(scheme)).findFirst().orElseThrow();
	}

	private BundleInfo bundle(String name) {
		return bundles.list().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void theLocalTransportWantsAPath() {
		TransportDescription local = transports.describe("local");
		assertEquals(List.of(new TransportField("path", "Folder", "Its full path, such as /home. All below it is read.", TransportField.STRING, true, false, "", List.of(),
				"", "")), local.fields());
		assertEquals(List.of("Local folder", "backtrac.engine.local", true), List.of(local.label(), local.bundle(), local.described()));
	}

	@Test
	void windowsSharesDescribeThemselves() {
		List<TransportField> fields = transports.describe("smb").fields();
		assertEquals(List.of("host", "port", "share", "path", "domain", "user", "password", "minimum", "signing", "connections", "timeout"),
				fields.stream().map(TransportField::name).toList());
		assertEquals(List.of("host", "share", "user", "password"), fields.stream().filter(TransportField::required).map(TransportField::name).toList());
		assertEquals(List.of("password"), fields.stream().filter(TransportField::secret).map(TransportField::name).toList());
		TransportField port = fields.get(1);
		assertEquals(List.of("Port", "integer", "445", "1", "65535"), List.of(port.label(), port.type(), port.usual(), port.least(), port.most()));
		assertEquals(List.of(new TransportFieldOption("required", "Required"), new TransportFieldOption("optional", "If the machine wants it")), fields.get(8).options());
	}

	@Test
	void settingsAreTriedOut() throws Exception {
		Files.writeString(source.resolve("file.txt"), "x");
		assertEquals(new TransportVerdict(true, "", "connected, and the folder can be listed", 1),
				transports.test(new TransportTrial("local", Map.of("path", source.toString()), null, null)));
		String plan = new Backups(services).local(source).id();
		assertTrue(transports.test(new TransportTrial("", null, null, plan)).ok());
		assertEquals(new TransportVerdict(false, "NOT_FOUND", "There is no folder " + source + "/gone on this machine.", 0),
				transports.test(new TransportTrial("local", Map.of("path", source + "/gone"), null, plan)));
		TransportVerdict missing = transports.test(new TransportTrial("smb", Map.of("host", "nas.invalid", "share", "x", "user", "u"), null, plan));
		assertTrue(missing.message().startsWith("the secret 'password' is missing"), missing.message());
		TransportVerdict unreachable = transports.test(new TransportTrial("smb", Map.of("host", "127.0.0.1", "port", 1, "share", "x", "user", "u"), Map.of("password", "p"), ""));
		assertEquals("UNREACHABLE", unreachable.reason(), unreachable.message());
		RpcFault fault = assertThrows(RpcFault.class, () -> transports.test(new TransportTrial("ftp", null, null, null)));
		assertTrue(fault.is(Fault.NOT_FOUND), fault.getMessage());
	}

	@Test
	void whatPlansUseAndNobodyBringsIsListed() throws Exception {
		new Backups(services).plan("test-wanted", Map.of());
		assertEquals(new TransportInfo("test-wanted", "", "", "", TransportInfo.MISSING, 1), transport("test-wanted"));
		ServiceRegistration<Transport> registration = new SlowTransport().register(context, "test-wanted");
		try {
			assertEquals(TransportInfo.READY, transport("test-wanted").state());
			assertFalse(transports.describe("test-wanted").described());
		} finally {
			registration.unregister();
		}
		RpcFault fault = assertThrows(RpcFault.class, () -> transports.describe("test-wanted"));
		assertTrue(fault.is(Fault.NOT_FOUND), fault.getMessage());
	}

	@Test
	void ownBundlesStopAndStart() {
		assertEquals(List.of("ACTIVE", BundleInfo.OWN, true, List.of("smb")),
				List.of(bundle("backtrac.smb").state(), bundle("backtrac.smb").kind(), bundle("backtrac.smb").stoppable(), bundle("backtrac.smb").schemes()));
		BundleInfo stopped = bundles.stop("backtrac.smb");
		try {
			assertEquals("RESOLVED", stopped.state());
			assertTrue(transports.list().stream().noneMatch(each -> each.bundle().equals("backtrac.smb")));
		} finally {
			assertEquals(List.of("smb"), bundles.start(Long.toString(stopped.id())).schemes());
		}
		for (String name : List.of("0", "backtrac.xmlrpc", "backtrac.api", "backtrac.engine.catalog", "org.apache.felix.scr", "backtrac.libs.derby")) {
			RpcFault fault = assertThrows(RpcFault.class, () -> bundles.stop(name));
			assertTrue(fault.is(Fault.REFUSED) && fault.getMessage().contains("cannot be stopped"), fault.getMessage());
		}
		assertTrue(assertThrows(RpcFault.class, () -> bundles.start("no.such")).is(Fault.NOT_FOUND));
		assertTrue(assertThrows(RpcFault.class, () -> bundles.remove("backtrac.smb")).is(Fault.REFUSED));
	}
}
