package backtrac.engine.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.RunLog;

/** The run log in a database. */
@Component
public final class SqlRunLog implements RunLog {

	private final Database database;

	@Activate
	public SqlRunLog(@Reference Database database) {
		this.database = database;
	}

	@Override
	public void append(List<LogLine> lines) {
		Map<String, List<LogLine>> byRun = lines.stream().collect(Collectors.groupingBy(LogLine::runId, LinkedHashMap::new, Collectors.toList()));
		byRun.forEach((runId, own) -> database.write("store the log of the run " + runId, sql -> {
			LogLines.append(sql, runId, own);
			return null;
		}));
	}

	@Override
	public List<LogLine> lines(LogQuery query) {
		return query.limit() < 1 ? List.of() : database.read("read the log of the run " + query.runId(), sql -> LogLines.lines(sql, query));
	}

	@Override
	public List<Cause> causes(String runId) {
		return database.read("read the log of the run " + runId, sql -> LogLines.causes(sql, runId));
	}
}
