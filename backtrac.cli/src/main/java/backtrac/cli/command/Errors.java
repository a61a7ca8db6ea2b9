package backtrac.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

import backtrac.cli.console.Console;
import backtrac.cli.console.StandardOutput;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.RpcFault;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.core.exc.JacksonIOException;

/** Makes one line of whatever goes wrong, and an exit code. */
public final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

	private final Console console;
	private final boolean debug;

	/** @param debug whether the stack trace is shown, too */
	public Errors(Console console, boolean debug) {
		this.console = console;
		this.debug = debug;
	}

	/** Wrong usage: what is wrong, and where it says how it is right. */
	@Override
	public int handleParseException(ParameterException e, String[] args) {
		trace(e);
		console.complain(usageMessage(e) + " (see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
		return Exit.USAGE;
	}

	@Override
	public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
		return handle(e);
	}

	/** Tells a person what went wrong. */
	public int handle(Throwable thrown) {
		Throwable e = unwrap(thrown);
		trace(e);
		if (e instanceof StandardOutput.Failure failure) {
			console.out().discard();
			if (failure.isReaderGone()) {
				return Exit.FAILED;
			}
		}
		console.complain(message(e));
		return Exit.FAILED;
	}

	/** The sentence that a person reads. */
	public static String message(Throwable e) {
		String text = e.getMessage();
		return switch (e) {
		case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
		case AccessDeniedException denied -> denied.getFile() + ": permission denied";
		case NotDirectoryException file -> file.getFile() + ": not a folder";
		case FileAlreadyExistsException there -> there.getFile() + ": is there already";
		case DirectoryNotEmptyException full -> full.getFile() + ": folder not empty";
		case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
		case IOException _ when text != null -> firstLineOf(text);
		case RpcFault _ -> firstLineOf(text);
		case RpcConnectionException _ -> firstLineOf(text);
		case InterruptedException _ -> "stopped";
		case OutOfMemoryError _ -> "out of memory: give it more with BACKTRAC_JAVA_OPTS=-Xmx1g";
		default -> "internal error: " + e.getClass().getSimpleName() + (text == null ? "" : ": " + firstLineOf(text))
				+ " (BACKTRAC_DEBUG=1 shows where; please report it)";
		};
	}

	private static String usageMessage(ParameterException e) {
		if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty() && !unmatched.isUnknownOption()) {
			String argument = unmatched.getUnmatched().getFirst();
			return e.getCommandLine().getSubcommands().isEmpty() ? "one argument too many: '" + argument + "'"
					: "there is no command '" + argument + "'" + nearest(unmatched);
		}
		String message = firstLineOf(e.getMessage()).replaceFirst(" is not an int$", " is no whole number");
		return e instanceof UnmatchedArgumentException unknown ? message + nearest(unknown) : message;
	}

	/** What was meant, perhaps. */
	private static String nearest(UnmatchedArgumentException e) {
		return e.getSuggestions().isEmpty() ? "" : ": did you mean '" + e.getSuggestions().getFirst() + "'?";
	}

	private static Throwable unwrap(Throwable e) {
		return (e instanceof UncheckedIOException || e instanceof JacksonIOException) && e.getCause() != null ? e.getCause() : e;
	}

	private static String firstLineOf(String text) {
		return text.lines().findFirst().orElse("");
	}

	private void trace(Throwable e) {
		if (debug) {
			e.printStackTrace(console.err());
		}
	}
}
