package backtrac.cli.command;

import java.util.Map;
import java.util.function.Supplier;

import picocli.CommandLine;

/** A command that holds others. */
public final class CommandGroup {

	private CommandGroup() {
	}

	/**
	 * The group. Of a command line that names one of its commands only that one is made: picocli looks at each with
	 * reflection, which for all of them takes as long as the rest of a start.
	 *
	 * @param group  the command that holds the others
	 * @param all    makes them, by their names, in the order of the help
	 * @param wanted the one that is named; if there is no such one, all are made, for the help
	 */
	public static CommandLine of(Command group, Map<String, Supplier<CommandLine>> all, String wanted) {
		CommandLine line = new CommandLine(group);
		if (all.containsKey(wanted)) {
			return line.addSubcommand(all.get(wanted).get());
		}
		all.values().forEach(each -> line.addSubcommand(each.get()));
		return line;
	}
}
