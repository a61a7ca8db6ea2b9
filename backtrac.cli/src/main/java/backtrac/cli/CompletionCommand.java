package backtrac.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac completion}. */
@CommandLine.Command(name = "completion", header = "Print what lets a shell complete commands and options.", //
		description = { "", "For this shell:       source <(backtrac completion bash)", //
				"For all to come:      backtrac completion bash > ~/.local/share/bash-completion/completions/backtrac", //
				"With zsh, in ~/.zshrc: source <(backtrac completion zsh), after compinit.", "" })
final class CompletionCommand extends Command {

	/** Shells that are understood. */
	private enum Shell {
		bash, zsh
	}

	@Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}: both understand the same script.")
	private Shell shell;

	private final Supplier<CommandLine> all;

	/** @param all makes the whole command line, with all commands there are */
	CompletionCommand(Console console, Supplier<CommandLine> all) {
		super(console);
		this.all = all;
	}

	@Override
	public Integer call() throws IOException {
		console.out().write(AutoComplete.bash("backtrac", all.get()).getBytes(StandardCharsets.UTF_8));
		return Exit.DONE;
	}
}
