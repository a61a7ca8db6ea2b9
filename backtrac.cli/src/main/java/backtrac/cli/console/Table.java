package backtrac.cli.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns under their titles, as wide as they need to be. */
public final class Table {

	private static final String GAP = "  ";
	/** No column is made narrower than that to fit a terminal: a time has as many characters. */
	private static final int NARROWEST = 19;

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
			print(row, widths, out);
		}
	}

	/**
	 * Prints it no wider than a terminal, as far as possible: what is too long for a column goes on below.
	 *
	 * @param most how many columns the terminal has; 0 if it is none
	 */
	public void print(StandardOutput out, int most) throws IOException {
		int[] fitting = fit(most == 0 ? Integer.MAX_VALUE : most);
		for (String[] row : rows) {
			String[] rest = row.clone();
			do {
				String[] line = new String[row.length];
				for (int i = 0; i < row.length; i++) {
					line[i] = head(rest[i], fitting[i]);
					rest[i] = rest[i].substring(line[i].length()).stripLeading();
				}
				print(line, fitting, out);
			} while (Arrays.stream(rest).anyMatch(text -> !text.isEmpty()));
		}
	}

	private void print(String[] row, int[] room, StandardOutput out) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.length; i++) {
			String padding = " ".repeat(room[i] - length(row[i]));
			line.append(i == 0 ? "" : GAP).append(columns.get(i).right() ? padding + row[i] : row[i] + padding);
		}
		out.line(line.toString().stripTrailing());
	}

	/** Makes the widest columns narrower until all fit, or none is wider than a few words. */
	private int[] fit(int most) {
		int[] fitting = widths.clone();
		for (long over = Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - most; over > 0; over--) {
			int widest = 0;
			for (int i = 1; i < fitting.length; i++) {
				widest = fitting[i] > fitting[widest] ? i : widest;
			}
			if (fitting[widest] <= NARROWEST) {
				break;
			}
			fitting[widest]--;
		}
		return fitting;
	}

	/** As many words as there is room for, or a part of the first one. */
	private static String head(String text, int room) {
		if (length(text) <= room) {
			return text;
		}
		int end = text.offsetByCodePoints(0, room);
		int space = text.lastIndexOf(' ', end);
		return text.substring(0, space > 0 ? space : end);
	}

	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}
}
