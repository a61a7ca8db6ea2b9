package backtrac.cli.remote;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.TransportTrial;
import backtrac.xmlrpc.remote.TransportVerdict;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac transport test}. */
@CommandLine.Command(name = "test", header = "Try settings out: connect, list the folder, disconnect.", //
		description = "%nWith --plan, what is not given is that of the plan; its secrets, too. Exits with 1 if it does not work.%n")
final class TransportTry extends ListingCommand {

	@Parameters(arity = "0..1", paramLabel = "SCHEME", description = "The transport, as local or smb (default: that of the plan).")
	private String scheme = "";

	@Option(names = "--plan", paramLabel = "PLAN", description = "The plan to try, or whose settings and secrets hold for what is not given.")
	private String plan = "";

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the transport. May be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--secret", paramLabel = "NAME", description = "A secret of the transport, such as 'password'. Its value is asked for on the terminal, or is "
			+ "the next line of standard input. May be given several times.")
	private List<String> secrets = List.of();

	TransportTry(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		if (scheme.isEmpty() && plan.isEmpty()) {
			throw usage("name a SCHEME, or a plan by --plan");
		}
		Map<String, Object> values = new HashMap<>();
		for (String secret : secrets) {
			values.put(secret, console.readSecret(secret));
		}
		TransportVerdict verdict = link.transports().test(new TransportTrial(scheme, new HashMap<>(settings), values, plan));
		if (isJson()) {
			try (Json json = new Json(console.out())) {
				json.object().put("ok", verdict.ok()).put("reason", verdict.reason().isEmpty() ? null : verdict.reason().toLowerCase(Locale.ROOT))
						.put("message", verdict.message()).put("entries", verdict.entries()).endObject();
			}
		} else if (verdict.ok()) {
			console.out().line(Format.printable(verdict.message() + ": " + Quantities.count(verdict.entries(), "entry", "entries")));
		} else {
			throw new Failure(verdict.message());
		}
		return verdict.ok() ? Exit.DONE : Exit.FAILED;
	}
}
