package backtrac.api.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;

import org.junit.jupiter.api.Test;

final class MaskTest {

	@Test
	void secretsAreHidden() {
		assertEquals("*** at nas, again ***", Mask.hide("s3cret at nas, again s3cret", List.of("s3cret")));
		assertEquals("no share", Mask.hide("no share", List.of("s3cret")));
	}

	@Test
	void oneThatBeginsAnotherLeavesNothingOfIt() {
		assertEquals("wrong: ***", Mask.hide("wrong: abcdef", List.of("abc", "abcdef")));
	}

	@Test
	void nothingIsNotHidden() {
		assertEquals("text", Mask.hide("text", List.of("")));
		assertNull(Mask.hide(null, List.of("s3cret")));
	}
}
