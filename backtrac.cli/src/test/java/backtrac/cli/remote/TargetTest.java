package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.cli.console.Failure;
import backtrac.xmlrpc.client.Fingerprint;

class TargetTest {

	private static final Target NOTHING = new Target(null, null, null);
	private static final Fingerprint ONE = new Fingerprint("01".repeat(32));
	private static final Fingerprint TWO = new Fingerprint("02".repeat(32));
	private static final Map<String, String> ENVIRONMENT = Map.of("BACKTRAC_SERVER", "https://nas:8443", "BACKTRAC_TOKEN_FILE", "/tokens/nas", "BACKTRAC_FINGERPRINT",
			ONE.text());

	@Test
	void whatIsNotGivenComesFromTheEnvironment() throws IOException {
		URI nas = URI.create("https://nas:8443");
		URI other = URI.create("https://other");
		assertEquals(new Target(nas, Path.of("/tokens/nas"), ONE), NOTHING.or(ENVIRONMENT::get));
		assertEquals(new Target(other, Path.of("mine"), TWO), new Target(other, Path.of("mine"), TWO).or(ENVIRONMENT::get));
		assertEquals(NOTHING, NOTHING.or(Map.of("BACKTRAC_SERVER", " ")::get));
		assertTrue(NOTHING.or(Map.of("BACKTRAC_FINGERPRINT", ONE.text())::get).isThisMachine());
		URI plain = URI.create("http://127.0.0.1:8080");
		assertEquals(new Target(plain, Path.of("/tokens/nas"), null), new Target(plain, null, null).or(ENVIRONMENT::get), "what does not encrypt has no certificate");
	}

	@Test
	void anEnvironmentThatMakesNoSenseIsNamed() {
		assertComplaint("BACKTRAC_SERVER", "nas");
		assertComplaint("BACKTRAC_SERVER", "ht tp:");
		assertThrows(Failure.class, () -> NOTHING.or(Map.of("BACKTRAC_SERVER", "https://nas", "BACKTRAC_FINGERPRINT", "x")::get));
	}

	@Test
	void thisMachinesTokenGoesToThisMachineOnly() {
		for (String here : new String[] { "http://127.0.0.1:8080", "https://localhost:8443", "http://[::1]" }) {
			assertTrue(new Target(URI.create(here), null, null).staysHere(), here);
		}
		for (String elsewhere : new String[] { "https://192.0.2.1", "https://no-such-host.invalid" }) {
			assertFalse(new Target(URI.create(elsewhere), null, null).staysHere(), elsewhere);
		}
		assertTrue(NOTHING.staysHere());
	}

	private static void assertComplaint(String name, String value) {
		String message = assertThrows(Failure.class, () -> NOTHING.or(Map.of(name, value)::get)).getMessage();
		assertTrue(message.contains(name), message);
	}
}
