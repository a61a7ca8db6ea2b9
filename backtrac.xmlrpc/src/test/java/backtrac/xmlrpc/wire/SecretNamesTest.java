package backtrac.xmlrpc.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretNamesTest {

	@ParameterizedTest
	@CsvSource({ "password, true, true", "Passwd, true, true", "TOKEN, true, true", "client_secret, false, true", "apiKey, false, true", "private-key, false, true",
			"token_url, false, true", "path, false, false", "host, false, false" })
	void someAreSureAndMoreAreLikely(String name, boolean sure, boolean likely) {
		assertEquals(List.of(sure, likely), List.of(SecretNames.isSecret(name), SecretNames.mayBeSecret(name)));
	}
}
