package backtrac.cli.remote;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.AuditFilter;
import backtrac.xmlrpc.remote.AuditInfo;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code backtrac audit list}. */
@CommandLine.Command(name = "list", header = "List who changed what, or was refused, the latest first.")
final class AuditList extends ListingCommand {

	@Option(names = "--who", paramLabel = "NAME", description = "Only of this token; data/token is the server's own.")
	private String who;

	@Option(names = "--action", paramLabel = "ACTION", description = "Only what begins so, as plan. or plan.save; 'refused' is who was not even heard.")
	private String action;

	@Option(names = "--since", paramLabel = "WHEN", description = "Only from then on: a time span as 2d, or a date as 2027-01-31.")
	private String since;

	@Option(names = "--limit", paramLabel = "N", description = "How many at most (default: 50).")
	private int limit = 50;

	AuditList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		if (limit < 1) {
			throw usage("--limit is 1 or more, not " + limit);
		}
		List<AuditInfo> lines = lines(link);
		if (isJson()) {
			printArray(lines, AuditList::json);
		} else if (lines.isEmpty()) {
			console.say("nothing");
		} else {
			Table table = new Table(Table.left("TIME"), Table.left("WHO"), Table.left("FROM"), Table.left("ACTION"), Table.left("DETAILS"), Table.left("RESULT"));
			lines.forEach(l -> table.row(time(l.time()), orDash(l.who()), orDash(l.address()), l.action(), orDash(l.details()), l.result()));
			table.print(console.out(), console.terminal().outputColumns());
		}
		return Exit.DONE;
	}

	private List<AuditInfo> lines(ServerLink link) {
		String from = since == null ? null : Moment.back("--since", since, Clock.systemUTC().instant(), console.zone(), this::usage).toString();
		List<AuditInfo> all = new ArrayList<>();
		List<AuditInfo> page;
		int wanted;
		do {
			wanted = Math.min(AuditFilter.MOST, limit - all.size());
			page = link.audit().list(new AuditFilter(who, action, from, all.isEmpty() ? null : Long.valueOf(all.getLast().id()), wanted));
			all.addAll(page);
		} while (page.size() == wanted && all.size() < limit);
		return all;
	}

	private static void json(Json json, AuditInfo l) {
		json.put("id", l.id()).put("time", l.time()).put("who", orNull(l.who())).put("address", orNull(l.address())).put("action", l.action())
				.put("details", orNull(l.details())).put("result", l.result());
	}
}
