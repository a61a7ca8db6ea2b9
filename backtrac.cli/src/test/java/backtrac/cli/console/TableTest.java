package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TableTest {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();
	private final Table table = new Table(Table.left("NAME"), Table.right("SIZE"), Table.left("WHAT"));

	@Test
	void columnsAreAsWideAsTheirWidestValue() throws IOException {
		table.row("a", "10", "some words, and more of them than a narrow terminal has room for");
		table.row("a long name", "1,204", "");

		assertEquals("""
				NAME          SIZE  WHAT
				a               10  some words, and more of them than a narrow terminal has room for
				a long name  1,204
				""", print(0));
		assertEquals(print(0), print(200));
	}

	@Test
	void whatIsTooWideForATerminalGoesOnBelow() throws IOException {
		table.row("a", "10", "some words, and more of them than a narrow terminal has room for");
		table.row("b", "9", "short");

		assertEquals("""
				NAME  SIZE  WHAT
				a       10  some words, and more of
				            them than a narrow
				            terminal has room for
				b        9  short
				""", print(35));
	}

	@Test
	void aWordThatIsTooLongIsCutAndNothingIsLost() throws IOException {
		table.row("a", "10", "😀".repeat(20) + "x");

		assertEquals("""
				NAME  SIZE  WHAT
				a       10  %s
				            %s
				""".formatted("😀".repeat(19), "😀x"), print(10));
	}

	private String print(int columns) throws IOException {
		written.reset();
		StandardOutput out = new StandardOutput(written);
		table.print(out, columns);
		out.flush();
		return written.toString(StandardCharsets.UTF_8);
	}
}
