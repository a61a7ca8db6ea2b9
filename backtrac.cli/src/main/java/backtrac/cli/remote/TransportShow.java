package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.TransportDescription;
import backtrac.xmlrpc.remote.TransportField;
import backtrac.xmlrpc.remote.TransportFieldOption;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac transport show}. */
@CommandLine.Command(name = "show", header = "Show what a transport wants to be told by plans.")
final class TransportShow extends ListingCommand {

	@Parameters(paramLabel = "SCHEME", description = "The transport, as local or smb.")
	private String scheme;

	TransportShow(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		TransportDescription description = link.transports().describe(scheme);
		if (isJson()) {
			printJson(description);
		} else {
			print(description);
		}
		return Exit.DONE;
	}

	private void print(TransportDescription d) throws IOException {
		console.out().line(Format.printable(d.scheme() + (d.label().isEmpty() ? "" : ": " + d.label()) + " (" + d.bundle() + " " + d.version() + ")"));
		if (!d.description().isEmpty()) {
			console.out().line(Format.printable(d.description()));
		}
		if (!d.described()) {
			console.out().line("It does not say which settings it has: see its own documents.");
			return;
		}
		console.out().line("");
		Table table = new Table(Table.left("NAME"), Table.left("SAID BY"), Table.left("VALUE"), Table.left("USUALLY"), Table.left("WHAT"));
		d.fields().forEach(field -> table.row(field.name(), field.secret() ? "--secret" : "--set", value(field), usually(field),
				field.description().isEmpty() ? field.label() : field.description()));
		table.print(console.out());
	}

	private static String value(TransportField field) {
		if (!field.options().isEmpty()) {
			return field.options().stream().map(TransportFieldOption::value).collect(Collectors.joining(", "));
		}
		return switch (field.type()) {
		case TransportField.INTEGER, TransportField.DECIMAL -> field.least().isEmpty() && field.most().isEmpty() ? "number"
				: field.least() + ".." + field.most();
		case TransportField.BOOLEAN -> "true, false";
		default -> "text";
		};
	}

	private static String usually(TransportField field) {
		return field.required() ? "(must be said)" : orDash(field.usual());
	}

	private void printJson(TransportDescription d) throws IOException {
		try (Json json = new Json(console.out())) {
			json.object().put("scheme", d.scheme()).put("label", orNull(d.label())).put("description", orNull(d.description())).put("bundle", d.bundle())
					.put("version", d.version()).put("described", d.described()).array("fields");
			for (TransportField field : d.fields()) {
				print(json, field);
			}
			json.endArray().endObject();
		}
	}

	private static void print(Json json, TransportField f) {
		json.object().put("name", f.name()).put("label", orNull(f.label())).put("description", orNull(f.description())).put("type", f.type())
				.put("required", f.required()).put("secret", f.secret()).put("usual", orNull(f.usual()));
		List<TransportFieldOption> options = f.options();
		if (!options.isEmpty()) {
			json.array("options");
			options.forEach(option -> json.object().put("value", option.value()).put("label", option.label()).endObject());
			json.endArray();
		}
		json.put("least", orNull(f.least())).put("most", orNull(f.most())).endObject();
	}
}
