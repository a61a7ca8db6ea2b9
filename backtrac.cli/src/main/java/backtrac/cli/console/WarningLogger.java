package backtrac.cli.console;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes warnings and errors to standard error, a line each, and nothing else. */
final class WarningLogger extends LegacyAbstractLogger {

	private static final long serialVersionUID = 1L;
	private static final String OWN = "backtrac.";

	private final boolean own;

	/** @param logger its name: what libraries say is not for people at a command line, unless it is an error */
	WarningLogger(String logger) {
		this.name = logger;
		this.own = logger.startsWith(OWN);
	}

	@Override
	protected String getFullyQualifiedCallerName() {
		return null;
	}

	@Override
	protected void handleNormalizedLoggingCall(Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
		String text = MessageFormatter.basicArrayFormat(message, arguments);
		System.err.println("backtrac: warning: " + Format.printable(thrown == null ? text : text + ": " + thrown.getMessage()));
	}

	@Override
	public boolean isTraceEnabled() {
		return false;
	}

	@Override
	public boolean isDebugEnabled() {
		return false;
	}

	@Override
	public boolean isInfoEnabled() {
		return false;
	}

	@Override
	public boolean isWarnEnabled() {
		return own;
	}

	@Override
	public boolean isErrorEnabled() {
		return true;
	}
}
