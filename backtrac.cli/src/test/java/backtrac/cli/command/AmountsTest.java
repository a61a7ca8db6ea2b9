package backtrac.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

class AmountsTest {

	@ParameterizedTest
	@CsvSource({ "0, 0", "1204, 1204", "7B, 7", "1k, 1000", "1K, 1000", "2kB, 2000", "500M, 500000000", "3g, 3000000000", "1T, 1000000000000", "1kiB, 1024",
			"2MiB, 2097152", "1GiB, 1073741824", "999999999999999999, 999999999999999999" })
	void sizesHaveUnitsOf1000AndOf1024(String text, long bytes) {
		assertEquals(bytes, new SizeConverter().convert(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "k", "-1", "1.5G", "1 kB", "1X", "1i", "1ki", "10iB", "1000000T0" })
	void whatIsNoSizeTellsWhatIsOne(String text) {
		TypeConversionException wrong = assertThrows(TypeConversionException.class, () -> new SizeConverter().convert(text));
		assertTrue(wrong.getMessage().contains("20M"), wrong.getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "9999999999999999G", "100000000T" })
	void noSizeIsBeyondWhatALongHolds(String text) {
		assertThrows(TypeConversionException.class, () -> new SizeConverter().convert(text));
	}

	@ParameterizedTest
	@CsvSource({ "1/4, 0.25", "2/4, 0.5", "1, 1", "4/4, 1" })
	void sharesArePartsOfOne(String text, double share) {
		assertEquals(share, new ShareConverter().convert(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "2", "3/2", "1/0", "0/0", "0/5", "-1/2", "half", "10%" })
	void whatIsNoShareTellsWhatIsOne(String text) {
		TypeConversionException wrong = assertThrows(TypeConversionException.class, () -> new ShareConverter().convert(text));
		assertTrue(wrong.getMessage().contains("1/30"), wrong.getMessage());
	}
}
