package backtrac.web.page;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.vaadin.flow.server.streams.DownloadEvent;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.RunLog;
import backtrac.web.live.Services;
import backtrac.web.status.LogText;

/** The whole log of a run as a text file. */
final class LogDownload {

	private static final int PAGE = 2000;

	private final String runId;
	private final Services services;

	LogDownload(String runId, Services services) {
		this.runId = runId;
		this.services = services;
	}

	void write(DownloadEvent event) throws IOException {
		RunLog log = services.log().orElseThrow(() -> new IOException("The catalog is not running."));
		event.setFileName("run-" + runId + ".log");
		event.setContentType("text/plain;charset=utf-8");
		PrintWriter writer = new PrintWriter(event.getOutputStream(), false, StandardCharsets.UTF_8);
		LogQuery query = LogQuery.ofRun(runId, PAGE);
		List<LogLine> lines;
		do {
			lines = log.lines(query);
			lines.forEach(line -> writer.append(LogText.of(line)).append('\n'));
			query = lines.isEmpty() ? query : query.after(lines.getLast().id());
		} while (lines.size() == PAGE);
		writer.flush();
	}
}
