package backtrac.test.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page whose {@code console} blocks are what a shell shows: a command after {@code $}, lines that belong to it after {@code >}, then what it writes. All commands of
 * the page are executed one after the other by one shell, so what one of them sets the next ones know.
 */
final class ShellPage {

	private static final String BEGIN = "```console";
	private static final String END = "```";

	/** A command and what it writes. */
	record Step(String command, String output) {
	}

	private record Varying(Pattern pattern, String name) {

		static Varying of(String pattern, String name) {
			return new Varying(Pattern.compile(pattern), name);
		}
	}

	/** What differs from time to time, and what it is called when two outputs are compared. */
	private static final List<Varying> VARYING = List.of( //
			Varying.of("(\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:?\\d\\d(:?\\d\\d(\\.\\d+)?)?( ?[+-]\\d\\d:\\d\\d|Z)?)?", "TIME"), //
			Varying.of("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "ID"), //
			Varying.of("(?m)^([-dl])[-rwxsStT]{9} \\S+ +\\S+", "$1 OWNER"), //
			Varying.of("\\b\\d+\\.\\d s\\b", "SECONDS"), //
			Varying.of("\\b([0-9A-F]{2}:){31}[0-9A-F]{2}\\b", "FINGERPRINT"), //
			Varying.of("127\\.0\\.0\\.1:\\d+", "ADDRESS"), //
			Varying.of("\\bbt_\\w+", "TOKEN"), //
			Varying.of("\\b(?=[0-9a-f]*\\d)[0-9a-f]{8,64}\\b", "ID"), //
			Varying.of("\\b[\\d.,]+ ([kMG]?B|files?)/s", "RATE"), //
			Varying.of("\\b\\d+:\\d\\d\\b", "DURATION"));

	private final List<String> lines;

	ShellPage(Path page) throws IOException {
		lines = Files.readAllLines(page);
	}

	/** All commands with what the page says that they write. */
	List<Step> steps() {
		List<Step> steps = new ArrayList<>();
		boolean inside = false;
		for (String line : lines) {
			if (line.equals(BEGIN) || inside && line.equals(END)) {
				inside = !inside;
			} else if (inside && line.startsWith("$ ")) {
				steps.add(new Step(line.substring(2), ""));
			} else if (inside) {
				Step last = steps.removeLast();
				steps.add(line.startsWith("> ") && last.output().isEmpty() ? new Step(last.command() + "\n" + line.substring(2), "")
						: new Step(last.command(), last.output() + line + "\n"));
			}
		}
		return steps;
	}

	/**
	 * The commands as one script for bash. Each writes into a file of the folder, and what is exit code 0 must be.
	 *
	 * @param outputs a folder for what they write
	 */
	String script(Path outputs) {
		List<Step> steps = steps();
		StringBuilder script = new StringBuilder();
		for (int i = 0; i < steps.size(); i++) {
			script.append("{ ").append(steps.get(i).command()).append("\n} >'").append(outputs.resolve(Integer.toString(i))).append("' 2>&1 || { echo 'command ").append(i + 1)
					.append(" failed:' >&2; cat '").append(outputs.resolve(Integer.toString(i))).append("' >&2; exit 1; }\n");
		}
		return script.toString();
	}

	/** The page with other outputs. */
	String withOutputs(List<String> outputs) {
		StringBuilder text = new StringBuilder();
		boolean inside = false;
		int next = 0;
		for (String line : lines) {
			if (line.equals(BEGIN) || inside && line.equals(END)) {
				if (inside) {
					text.append(outputs.get(next++));
				}
				inside = !inside;
				text.append(line).append('\n');
			} else if (!inside) {
				text.append(line).append('\n');
			} else if (line.startsWith("$ ") || line.startsWith("> ")) {
				if (line.startsWith("$ ") && !text.toString().endsWith(BEGIN + "\n")) {
					text.append(outputs.get(next++));
				}
				text.append(line).append('\n');
			}
		}
		return text.toString();
	}

	/** An output without what differs from time to time: ids, times, rates, the width of columns. */
	static String lasting(String output) {
		String text = output;
		for (Varying each : VARYING) {
			text = each.pattern().matcher(text).replaceAll(each.name());
		}
		return text.lines().map(line -> line.replaceAll("\\s+", " ").strip()).collect(Collectors.joining("\n"));
	}
}
