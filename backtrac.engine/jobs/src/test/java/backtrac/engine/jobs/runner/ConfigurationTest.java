package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ConfigurationTest {

	private final List<String> complaints = new ArrayList<>();

	@Test
	void limitsAreRead() {
		assertEquals(new Limits(4, 2, Map.of("smb", 4, "local", 2)), Limits.parse(4, 2, " smb=4, local = 2,", complaints::add));
		assertEquals(new Limits(1, 1, Map.of()), Limits.parse(0, -3, "", complaints::add), "at least one, else nothing would ever begin");
		assertEquals(List.of(), complaints);
		assertEquals(Integer.MAX_VALUE, new Limits(1, 1, Map.of("smb", 1)).of("local"));
	}

	@Test
	void aLimitThatMakesNoSenseIsToldAndTheOthersCount() {
		assertEquals(Map.of("ssh", 1), Limits.parse(4, 2, "smb=many, ssh=1, local, =3, x=0", complaints::add).perTransport());
		assertEquals(4, complaints.size());
		assertEquals("runsPerTransport has 'smb=many', which is no limit: write a transport and a number above 0, such as smb=4", complaints.getFirst());
	}

	@Test
	void aShareIsRead() {
		assertEquals(0.25, Share.parse(" 1/4 ", complaints::add));
		assertEquals(1, Share.parse("1/1", complaints::add));
		assertEquals(List.of(), complaints);
		for (String wrong : List.of("", "2/1", "0/3", "0.5", "1/0")) {
			assertEquals(Share.USUAL, Share.parse(wrong, complaints::add));
		}
		assertEquals(5, complaints.size());
	}
}
