package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class NewSecretTest {

	private final List<String> asked = new ArrayList<>();

	/** @param typed what somebody types on a terminal; none if there is no terminal */
	private Console console(String input, String... typed) {
		return new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), OutputStream.nullOutputStream(),
				new PrintStream(OutputStream.nullOutputStream()), () -> Terminal.NONE, prompt -> {
					asked.add(prompt);
					return typed.length == 0 ? Optional.empty() : Optional.of(typed[asked.size() - 1].toCharArray());
				}, _ -> Optional.empty());
	}

	@Test
	void isTypedTwice() throws IOException {
		assertEquals("hush", console("other\n", "hush", "hush").readNewSecret("password"));
		assertEquals(List.of("password: ", "password, again: "), asked);
		asked.clear();
		Failure failure = assertThrows(Failure.class, () -> console("", "hush", "hash").readNewSecret("password"));
		assertTrue(failure.getMessage().contains("not the same twice"), failure.getMessage());
	}

	@Test
	void isOneLineOfStandardInput() throws IOException {
		assertEquals("hush", console("hush\nmore\n").readNewSecret("password"));
		Failure failure = assertThrows(Failure.class, () -> console("").readNewSecret("password"));
		assertTrue(failure.getMessage().contains("'password' is missing"), failure.getMessage());
	}
}
