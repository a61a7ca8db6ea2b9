package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** A server with encryption, as the command line, Python and curl see it. */
class HttpsTest {

	private static final String LIST_METHODS = """
			import ssl, sys, xmlrpc.client
			url, certificate, token = sys.argv[1:]
			server = xmlrpc.client.ServerProxy(url + "rpc", headers=[("Authorization", "Bearer " + open(token).read().strip())],
				context=ssl.create_default_context(cafile=certificate))
			assert "server.status" in server.system.listMethods()
			print(server.server.status()["https"]["fingerprint"])
			try:
				xmlrpc.client.ServerProxy(url + "rpc").system.listMethods()
			except ssl.SSLCertVerificationError:
				print("not trusted")
			""";

	@TempDir
	Path folder;

	private String port;
	private String tlsPort;
	private String url;

	@Test
	void callersProveWhomTheyTalkTo() throws Exception {
		port = Integer.toString(FreePort.find());
		tlsPort = Integer.toString(FreePort.find());
		url = "https://localhost:" + tlsPort + "/";
		try (Product product = new Product(folder.resolve("base"), true)) {
			Files.createDirectories(product.base().resolve("etc"));
			Files.writeString(product.base().resolve("etc/org.apache.felix.http.cfg"), "org.apache.felix.http.host = 0.0.0.0\norg.apache.felix.jakarta.websocket.enable = true\n");
			product.run("server", "start", "--port", port, "--tls-port", tlsPort).assertDone();
			String fingerprint = fingerprint(product);
			commandsKnowItByItsFingerprint(product, fingerprint);
			othersKnowItByItsCertificate(product, fingerprint);
			withoutEncryptionOnlyThisMachineCalls(product);
			itsCertificateStays(product, fingerprint);
		}
	}

	private static String fingerprint(Product product) {
		Product.Result status = product.run("server", "status").assertDone();
		Matcher fingerprint = Pattern.compile("SHA-256 fingerprint\\R  ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})\\R").matcher(status.out());
		assertTrue(fingerprint.find(), status::toString);
		return fingerprint.group(1);
	}

	private void commandsKnowItByItsFingerprint(Product product, String fingerprint) {
		String[] call = { "plan", "list", "--server", "https://127.0.0.1:" + tlsPort };
		product.run(call).assertOneClearLine(1, fingerprint, "not known here", "--fingerprint");
		product.run(Map.of("BACKTRAC_SERVER", "https://127.0.0.1:" + tlsPort, "BACKTRAC_FINGERPRINT", "00".repeat(32)), call).assertOneClearLine(1, fingerprint, "IS NOT THE SERVER THAT YOU EXPECT");
		product.run("plan", "list", "--server", url, "--fingerprint", fingerprint).assertDone();
		Product elsewhere = new Product(folder.resolve("elsewhere"));
		Map<String, String> environment = Map.of("BACKTRAC_SERVER", url, "BACKTRAC_TOKEN_FILE", product.base().resolve("data/token").toString(), "BACKTRAC_FINGERPRINT",
				fingerprint.replace(":", "").toLowerCase());
		elsewhere.run(environment, "client", "add", "nas").assertDone();
		assertTrue(product.run("client", "list").assertDone().out().contains("nas"));
		elsewhere.run(environment, "client", "list", "--server", "https://127.0.0.1:" + tlsPort).assertOneClearLine(1, "which token opens", "--token",
				"BACKTRAC_TOKEN_FILE is for the server of BACKTRAC_SERVER");
	}

	private void othersKnowItByItsCertificate(Product product, String fingerprint) {
		String certificate = product.base().resolve("data/https/certificate.pem").toString();
		assertEquals(fingerprint + "\nnot trusted\n", product.execute(Map.of(),
				List.of("python3", "-c", LIST_METHODS, url, certificate, product.base().resolve("data/token").toString())).assertDone().out());
		Product.Result page = product.execute(Map.of(), List.of("curl", "--silent", "--show-error", "--fail", "--cacert", certificate, url)).assertDone();
		assertTrue(page.out().contains("<title>BackTrac</title>"), page::toString);
	}

	private void withoutEncryptionOnlyThisMachineCalls(Product product) throws IOException {
		Optional<InetAddress> outer = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
				.filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()).findFirst();
		if (outer.isEmpty()) {
			return; // a machine of its own
		}
		String plain = "http://" + outer.get().getHostAddress() + ":" + port + "/rpc";
		assertEquals("403", post(product, plain));
		// a fault: the call has no token
		assertEquals("200", post(product, "http://127.0.0.1:" + port + "/rpc"));
		Path etc = product.base().resolve("etc/backtrac.xmlrpc.cfg");
		Files.writeString(etc, Files.readString(etc).replace("plainHttp = false", "plainHttp = true"));
		product.shell("for i in $(seq 300); do [ $(curl -s -o /dev/null -w '%{http_code}' -d x " + plain + ") != 200 ] || exit 0; sleep 0.1; done; exit 1").assertDone();
	}

	private static String post(Product product, String url) {
		return product.execute(Map.of(), List.of("curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--data", "x", url)).assertDone().out();
	}

	private void itsCertificateStays(Product product, String fingerprint) throws IOException {
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(product.base().resolve("data/https/server.pem"))));
		product.run("server", "stop").assertDone();
		try (ServerSocket _ = new ServerSocket(Integer.parseInt(tlsPort), 1, InetAddress.getLoopbackAddress())) {
			product.run("server", "start", "--tls-port", tlsPort).assertOneClearLine(1, tlsPort, "in use", "--tls-port");
			product.run("server", "start").assertDone();
			Product.Result status = product.run("server", "status").assertDone();
			assertTrue(status.out().contains("warning: no encrypted access: port " + tlsPort + " on 127.0.0.1 is in use"), status::toString);
			Product.Result json = product.run("server", "status", "--json").assertDone();
			assertTrue(json.out().contains(fingerprint), json::toString);
		}
	}
}
