package backtrac.engine.jobs;

import java.util.List;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** What is logged while it is open. */
final class LogLines implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("backtrac.engine.jobs");
	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	LogLines() {
		appender.start();
		logger.addAppender(appender);
	}

	/** As {@code LEVEL message}. */
	List<String> lines() {
		return events().stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

	List<ILoggingEvent> events() {
		return List.copyOf(appender.list);
	}

	@Override
	public void close() {
		logger.detachAppender(appender);
	}
}
