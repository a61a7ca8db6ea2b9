package backtrac.xmlrpc.handler.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import backtrac.xmlrpc.remote.TransportField;
import backtrac.xmlrpc.remote.TransportFieldOption;

class FormTest {

	private final Form form = new Form("odd", "Odd", "", List.of(field("host", TransportField.STRING, true, false, "", ""),
			field("port", TransportField.INTEGER, false, false, "1", "65535"), field("ratio", TransportField.DECIMAL, false, false, "0.5", ""),
			field("count", TransportField.INTEGER, false, false, "", ""), field("fast", TransportField.BOOLEAN, false, false, "", ""),
			new TransportField("level", "Level", "", TransportField.STRING, false, false, "1",
					List.of(new TransportFieldOption("1", "one"), new TransportFieldOption("2", "two")), "", ""),
			field("password", TransportField.STRING, true, true, "", "")));

	private static TransportField field(String name, String type, boolean required, boolean secret, String least, String most) {
		return new TransportField(name, name, "About " + name + ".", type, required, secret, "", List.of(), least, most);
	}

	@ParameterizedTest
	@CsvSource({ "host,anything", "port,1", "port,65535", "port,' 445 '", "ratio,0.5", "ratio,12", "count,-99999999999999999999", "fast,true", "fast,false", "level,2" })
	void takesWhatFits(String name, String value) {
		form.requireSetting(name, value);
	}

	@ParameterizedTest
	@CsvSource({ "port,0,a whole number from 1 to 65535", "port,65536,a whole number from 1 to 65535", "port,4.5,a whole number from 1 to 65535", "port,1e3,a whole number",
			"ratio,0.49,a number from 0.5", "ratio,much,a number from 0.5", "count,x,a whole number", "fast,yes,true or false", "level,3,'one of 1, 2'" })
	void refusesWhatDoesNot(String name, String value, String wanted) {
		String message = assertThrows(IllegalArgumentException.class, () -> form.requireSetting(name, value)).getMessage();
		assertTrue(message.startsWith("the setting '" + name + "' is " + wanted), message);
		assertTrue(message.endsWith(", not '" + value + "'"), message);
	}

	@Test
	void aSecretIsNoSettingAndIsNeverRepeated() {
		String message = assertThrows(IllegalArgumentException.class, () -> form.requireSetting("password", "geheim")).getMessage();
		assertEquals("'password' is a secret of the transport odd: give it among the secrets, not the settings", message);
		form.requireSecret("password");
		assertThrows(IllegalArgumentException.class, () -> form.requireSecret("host"));
		assertThrows(IllegalArgumentException.class, () -> form.requireSecret("key"));
		assertTrue(form.isSecret("password") && !form.isSetting("password"));
		assertFalse(form.isSecret("host") || form.isSecret("key") || form.isSetting("key"));
	}

	@Test
	void knowsWhatIsMissing() {
		assertEquals(Set.of("host", "password"), form.missing(Map.of("port", "1"), Set.of()));
		assertEquals(Set.of(), form.missing(Map.of("host", "x"), Set.of("password")));
		assertEquals("the secret 'password' is missing (About password): the transport odd needs it", form.whatIsMissing("password"));
	}
}
