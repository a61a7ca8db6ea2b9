package backtrac.api.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteStringTest {

	@Test
	void showsTextAsItIsAndOtherBytesEscaped() {
		assertEquals("Grüße 😀.txt", ByteString.of("Grüße 😀.txt").toString());
		assertEquals("a\\xff\\xfeb", ByteString.copyOf(new byte[] { 'a', -1, -2, 'b' }).toString());
		assertEquals("C:\\\\dir", ByteString.of("C:\\dir").toString());
		assertEquals("line\\x0aend\\xc2\\x85", ByteString.of("line\nend\u0085").toString());
		assertEquals("cut \\xe2\\x82", ByteString.copyOf(new byte[] { 'c', 'u', 't', ' ', (byte) 0xe2, (byte) 0x82 }).toString());
	}

	@Test
	void readsBackWhateverItShows() {
		Random random = new Random(1);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = new byte[random.nextInt(20)];
			random.nextBytes(bytes);
			ByteString any = ByteString.copyOf(bytes);
			assertEquals(any, ByteString.parse(any.toString()), any::toString);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\", "a\\b", "\\x", "\\x1", "\\xg0" })
	void refusesABackslashThatMeansNothing(String text) {
		assertThrows(IllegalArgumentException.class, () -> ByteString.parse(text));
	}

	@Test
	void isOrderedByUnsignedBytes() {
		assertTrue(ByteString.of("z").compareTo(ByteString.of("é")) < 0);
		assertTrue(ByteString.of("a").compareTo(ByteString.of("ab")) < 0);
	}

	@Test
	void doesNotChangeWithTheArrayThatItWasMadeOf() {
		byte[] bytes = { 'a' };
		ByteString string = ByteString.copyOf(bytes);
		bytes[0] = 'b';
		string.toBytes()[0] = 'c';
		assertEquals("a", string.toString());
	}
}
