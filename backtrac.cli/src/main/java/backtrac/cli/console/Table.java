package backtrac.cli.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns under their titles, as wide as they need to be. */
public final class Table {

	private final List<Column> columns;
	private final int[] widths;
	private final List<String[]> rows = new ArrayList<>();

	/** @param right whether the values stand at the right: numbers do */
	public record Column(String title, boolean right) {
	}

	public Table(Column... columns) {
		this.columns = List.of(columns);
		this.widths = new int[columns.length];
		row(Arrays.stream(columns).map(Column::title).toArray(String[]::new));
	}

	public static Column left(String title) {
		return new Column(title, false);
	}

	public static Column right(String title) {
		return new Column(title, true);
	}

	public void row(String... values) {
		String[] row = new String[widths.length];
		for (int i = 0; i < row.length; i++) {
			row[i] = Format.printable(values[i]);
			widths[i] = Math.max(widths[i], length(row[i]));
		}
		rows.add(row);
	}

	public void print(StandardOutput out) throws IOException {
		for (String[] row : rows) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < row.length; i++) {
				String padding = " ".repeat(widths[i] - length(row[i]));
				line.append(i == 0 ? "" : "  ").append(columns.get(i).right() ? padding + row[i] : row[i] + padding);
			}
			out.line(line.toString().stripTrailing());
		}
	}

	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}
}
