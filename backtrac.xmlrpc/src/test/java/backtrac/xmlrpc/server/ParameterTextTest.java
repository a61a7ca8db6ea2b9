package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.Secret;
import backtrac.xmlrpc.remote.TransportApi;
import backtrac.xmlrpc.remote.UserApi;

class ParameterTextTest {

	interface Api {
		void any(Object first, Object second);

		void bytes(byte[] data, String name, @Secret byte[] key);
	}

	private static String text(Class<?> api, String name, Object... values) {
		Method method = Arrays.stream(api.getMethods()).filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
		return ParameterText.of(method, Arrays.asList(values));
	}

	@Test
	void ofAPlanTheNamesOfItsSecretsAreShown() {
		Map<String, Object> plan = Map.of("plan", "nas/docs", "schedule", "daily at 02:00", "excludes", new Object[] { "*.tmp" }, "settings",
				Map.of("host", "nas", "Password", "hush", "api_key", "hush"), "secrets", Map.of("password", "hush", "pin", "hush"), "retries", 3, "not_known", "hush");
		assertEquals("plan=nas/docs, settings={Password=(hidden), api_key=(hidden), host=nas}, secrets={password, pin}, excludes=[*.tmp], "
				+ "schedule='daily at 02:00', retries=3", text(PlanApi.class, "save", plan));
	}

	@Test
	void ofATransportThatIsTriedTheNamesOfItsSecretsAreShown() {
		assertEquals("scheme=smb, settings={host=nas}, secrets={password, pin}, plan=nas/docs", text(TransportApi.class, "test",
				Map.of("scheme", "smb", "settings", Map.of("host", "nas"), "secrets", Map.of("password", "hush", "pin", "hush"), "plan", "nas/docs")));
	}

	@Test
	void ofATokenOnlyTheIdIsShown() {
		TokenText token = TokenText.random();
		String shown = "bt_" + token.id() + "_…";
		assertEquals("'" + shown + "', ['" + shown + "', {'" + shown + "'='" + shown + "'}]",
				text(Api.class, "any", token.text(), new Object[] { token.text(), Map.of(token.text(), token.text()) }));
		assertEquals("no token '" + shown + "' that is not revoked", ParameterText.printable("no token '" + token.text() + "' that is not revoked", 1000));
		assertFalse(ParameterText.printable("x".repeat(160) + token.text(), 200).contains(token.secret().substring(0, 3)), "also where it is cut");
	}

	@Test
	void passwordsAreNotShownWhateverTheyAre() {
		assertEquals("ann, (hidden)", text(UserApi.class, "add", "ann", "hush"));
		assertEquals("ann, (hidden)", text(UserApi.class, "setPassword", "ann", new Object[] { "hush" }));
		assertEquals("ann, (hidden)", text(UserApi.class, "setPassword", "ann", "hush", "hush"));
		assertEquals("?", text(PlanApi.class, "save", "hush"));
		assertFalse(text(PlanApi.class, "save", Map.of("secrets", "hush")).contains("hush"));
		assertEquals("3 bytes, x, (hidden)", text(Api.class, "bytes", new byte[3], "x", new byte[3]));
	}

	@Test
	void whatCallersSendIsPrintableAndShort() {
		assertEquals("'a\uFFFD\uFFFDb', nil", text(Api.class, "any", "a\u202e\nb", null));
		assertTrue(text(Api.class, "any", "x".repeat(100_000), 1).length() < 300);
		assertTrue(text(Api.class, "any", Collections.nCopies(5000, "x".repeat(1000)).toArray(), 1).length() <= 1000);
		Object deep = "x";
		for (int i = 0; i < 30; i++) {
			deep = i % 2 == 0 ? new Object[] { deep, deep } : Map.of("a", deep);
		}
		assertEquals("{a=[{…}, {…}]}, true", text(Api.class, "any", deep, true).replace("{a=[{a=[…]}, {a=[…]}]}", "{a=[{…}, {…}]}"));
		assertEquals("", text(Api.class, "any"));
		assertEquals(List.of("'\ud83d\ude00 ok'"), List.of(text(Api.class, "any", "\ud83d\ude00 ok")));
	}
}
