package backtrac.cli.console;

import java.util.ArrayList;
import java.util.List;

import backtrac.api.job.Progress;
import backtrac.engine.jobs.report.Quantities;

/**
 * One line that tells how far a run is: bar, percent, files, bytes, rate, time left. Where the line is too narrow the
 * bar goes first, then what stands last.
 */
final class ProgressLine {

	private static final int WIDEST_BAR = 30;
	private static final int NARROWEST_BAR = 8;

	private ProgressLine() {
	}

	/** @param width the most columns that the line may take */
	static String render(Progress progress, int width) {
		List<String> parts = parts(progress);
		while (parts.size() > 1 && length(parts) > width) {
			parts.removeLast();
		}
		String text = String.join("  ", parts);
		int bar = Math.min(WIDEST_BAR, width - text.length() - 4);
		double fraction = progress.fraction();
		if (fraction >= 0 && bar >= NARROWEST_BAR) {
			text = bar(fraction, bar) + "  " + text;
		}
		return text.length() <= width ? text : text.substring(0, Math.max(0, width));
	}

	private static List<String> parts(Progress progress) {
		List<String> parts = new ArrayList<>();
		switch (progress.phase()) {
		case WAITING -> parts.add("waiting");
		case CONNECTING -> parts.add("connecting");
		case FINISHING -> parts.add("finishing");
		case COPYING, DONE -> {
			if (progress.fraction() >= 0) {
				String percent = (int) (100 * progress.fraction()) + "%";
				parts.add(" ".repeat(4 - percent.length()) + percent);
			}
		}
		}
		if (progress.filesDone() > 0 || progress.filesExpected() > 0) {
			parts.add(progress.filesExpected() < 0 ? Quantities.count(progress.filesDone(), "file")
					: Quantities.count(progress.filesDone()) + "/" + Quantities.count(progress.filesExpected()) + " files");
			parts.add(progress.bytesExpected() < 0 ? Quantities.bytes(progress.bytesDone())
					: Quantities.bytes(progress.bytesDone()) + " of " + Quantities.bytes(progress.bytesExpected()));
		}
		if (progress.bytesPerSecond() >= 1) {
			parts.add(Quantities.rate(progress.bytesPerSecond()));
		} else if (progress.filesPerSecond() >= 1) {
			parts.add(Quantities.count((long) progress.filesPerSecond()) + " files/s");
		}
		if (progress.remaining() != null) {
			parts.add(Quantities.clock(progress.remaining()) + " left");
		}
		if (parts.isEmpty()) {
			parts.add("looking at the files");
		}
		return parts;
	}

	private static int length(List<String> parts) {
		return parts.stream().mapToInt(String::length).sum() + 2 * (parts.size() - 1);
	}

	private static String bar(double fraction, int width) {
		int full = (int) (fraction * width);
		return "[" + "#".repeat(full) + "-".repeat(width - full) + "]";
	}
}
