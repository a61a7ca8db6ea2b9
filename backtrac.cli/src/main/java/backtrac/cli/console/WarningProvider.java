package backtrac.cli.console;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Brings what the engine warns of to the person at the command line; found by SLF4J through META-INF/services. */
public final class WarningProvider implements SLF4JServiceProvider {

	private final ILoggerFactory loggers = WarningLogger::new;
	private final IMarkerFactory markers = new BasicMarkerFactory();
	private final MDCAdapter context = new NOPMDCAdapter();

	@Override
	public ILoggerFactory getLoggerFactory() {
		return loggers;
	}

	@Override
	public IMarkerFactory getMarkerFactory() {
		return markers;
	}

	@Override
	public MDCAdapter getMDCAdapter() {
		return context;
	}

	@Override
	public String getRequestedApiVersion() {
		return "2.0.99";
	}

	@Override
	public void initialize() {
		// all is ready
	}
}
