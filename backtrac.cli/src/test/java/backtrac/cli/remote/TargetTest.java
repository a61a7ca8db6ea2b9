package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.console.Failure;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.Fingerprint;

class TargetTest {

	private static final Target NOTHING = new Target(null, null, null);
	private static final Fingerprint ONE = new Fingerprint("01".repeat(32));
	private static final Fingerprint TWO = new Fingerprint("02".repeat(32));
	private static final Map<String, String> ENVIRONMENT = Map.of("BACKTRAC_SERVER", "https://nas:8443", "BACKTRAC_TOKEN_FILE", "/tokens/nas", "BACKTRAC_FINGERPRINT",
			ONE.text());

	@TempDir
	Path folder;

	private Installation installation;

	@BeforeEach
	void install() {
		installation = new Installation(folder.resolve("home"), folder.resolve("base"));
	}

	@Test
	void whatIsNotGivenComesFromTheEnvironment() throws IOException {
		URI nas = URI.create("https://nas:8443");
		URI other = URI.create("https://other");
		assertEquals(new Target(nas, Path.of("/tokens/nas"), ONE), NOTHING.or(ENVIRONMENT::get));
		assertEquals(new Target(other, Path.of("mine"), TWO), new Target(other, Path.of("mine"), TWO).or(ENVIRONMENT::get));
		assertEquals(NOTHING, NOTHING.or(Map.of("BACKTRAC_SERVER", " ")::get));
		assertTrue(NOTHING.or(Map.of("BACKTRAC_FINGERPRINT", ONE.text())::get).isThisMachine());
		URI plain = URI.create("http://127.0.0.1:8080");
		assertEquals(new Target(plain, Path.of("/t"), null), NOTHING.or(Map.of("BACKTRAC_SERVER", "http://127.0.0.1:8080", "BACKTRAC_TOKEN_FILE", "/t", "BACKTRAC_FINGERPRINT",
				ONE.text())::get), "what does not encrypt has no certificate");
		assertEquals(new Target(null, Path.of("/t"), null), NOTHING.or(Map.of("BACKTRAC_TOKEN_FILE", "/t")::get));
	}

	@Test
	void theEnvironmentsTokenAndFingerprintAreOnlyForTheEnvironmentsServer() throws IOException {
		for (String same : List.of("https://nas:8443/", "https://NAS:8443")) {
			assertEquals(new Target(URI.create(same), Path.of("/tokens/nas"), ONE), new Target(URI.create(same), null, null).or(ENVIRONMENT::get));
		}
		for (String stranger : List.of("https://nas", "https://nas:8444", "http://nas:8443", "https://other:8443")) {
			Target asked = new Target(URI.create(stranger), null, null);
			assertEquals(asked, asked.or(ENVIRONMENT::get));
		}
		Target named = new Target(URI.create("https://nas:8443"), null, null);
		assertEquals(named, named.or(Map.of("BACKTRAC_TOKEN_FILE", "/tokens/nas", "BACKTRAC_FINGERPRINT", ONE.text())::get), "of which server are they?");
	}

	@Test
	void anEnvironmentThatMakesNoSenseIsNamed() {
		assertComplaint("BACKTRAC_SERVER", "nas");
		assertComplaint("BACKTRAC_SERVER", "ht tp:");
		assertThrows(Failure.class, () -> NOTHING.or(Map.of("BACKTRAC_SERVER", "https://nas", "BACKTRAC_FINGERPRINT", "x")::get));
	}

	@Test
	void anEnvironmentThatMakesNoSenseDoesNotMatterIfAServerIsNamed() throws IOException {
		Target named = new Target(URI.create("https://nas"), Path.of("mine"), null);
		for (String senseless : List.of("nas", "ht tp:")) {
			assertEquals(named, named.or(Map.of("BACKTRAC_SERVER", senseless, "BACKTRAC_TOKEN_FILE", "/tokens/nas")::get));
		}
	}

	@Test
	void thisMachinesTokenGoesToItsOwnServerOnly() throws IOException {
		assertTrue(NOTHING.isOwn(installation));
		assertOwn(false, "http://127.0.0.1:8080");
		Files.createDirectories(installation.etc());
		Files.writeString(installation.etc().resolve("org.apache.felix.http.cfg"), "org.apache.felix.http.host = 127.0.0.1\norg.osgi.service.http.port = 8080\n");
		Files.writeString(installation.etc().resolve("backtrac.https.cfg"), "host = 0.0.0.0\nport = 443\n");
		assertOwn(true, "http://127.0.0.1:8080", "https://127.0.0.1", "https://127.0.0.2:443/", "https://[::1]:443");
		assertOwn(false, "http://127.0.0.1:9000", "http://127.0.0.1", "http://127.0.0.2:8080", "https://127.0.0.1:8080", "https://192.0.2.1", "https://no-such-host.invalid");
		Files.writeString(installation.etc().resolve("backtrac.https.cfg"), "port = 0\n");
		assertOwn(false, "https://127.0.0.1");
	}

	private void assertOwn(boolean expected, String... urls) throws IOException {
		for (String url : urls) {
			assertEquals(expected, new Target(URI.create(url), null, null).isOwn(installation), url);
		}
	}

	private static void assertComplaint(String name, String value) {
		String message = assertThrows(Failure.class, () -> NOTHING.or(Map.of(name, value)::get)).getMessage();
		assertTrue(message.contains(name), message);
	}
}
