package backtrac.engine.scheduler;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

/** Five fields as crontab(5) has them: minute, hour, day of month, month, day of week. */
final class Cron implements WallClock {

	private final ExecutionTime times;
	private final boolean runsEachHour;

	private Cron(ExecutionTime times, boolean runsEachHour) {
		this.times = times;
		this.runsEachHour = runsEachHour;
	}

	/** @throws IllegalArgumentException if it is no such expression, or one that never comes; the message is for people */
	static Cron parse(String expression) {
		try {
			var cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression);
			FieldExpression hour = cron.retrieveFieldsAsMap().get(CronFieldName.HOUR).getExpression();
			Cron parsed = new Cron(ExecutionTime.forCron(cron), hour instanceof Always);
			if (parsed.next(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
				throw new IllegalArgumentException("there is no such day");
			}
			return parsed;
		} catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("'" + expression + "' is no cron expression of five fields (minute, hour, day of month, month, "
					+ "day of week), such as '30 2 * * 1-5': " + e.getMessage(), e);
		}
	}

	/** Whether it follows the hours as they pass, also through one that comes twice. */
	boolean runsEachHour() {
		return runsEachHour;
	}

	@Override
	public Optional<LocalDateTime> next(LocalDateTime after) {
		// in UTC no hour is missing and none comes twice: the same as a clock on a wall
		return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
	}
}
