package backtrac.notify;

import java.util.List;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** What is logged while it is open. */
public final class LogLines implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("backtrac.notify");
	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	public LogLines() {
		appender.start();
		logger.addAppender(appender);
	}

	/** As {@code LEVEL message}. */
	public List<String> lines() {
		return List.copyOf(appender.list).stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

	@Override
	public void close() {
		logger.detachAppender(appender);
	}
}
