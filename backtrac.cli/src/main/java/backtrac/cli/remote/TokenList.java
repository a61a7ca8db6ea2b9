package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.TokenInfo;
import picocli.CommandLine;

/** {@code backtrac token list}. */
@CommandLine.Command(name = "list", header = "List the tokens, by name; those that are no good any more, too.", //
		description = "%nThe server's own token, in the file data/token of its folder, is not among them.%n")
final class TokenList extends ListingCommand {

	TokenList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<TokenInfo> tokens = link.tokens().list();
		if (isJson()) {
			printArray(tokens, TokenList::json);
		} else if (tokens.isEmpty()) {
			console.say("no tokens yet: 'backtrac token add' makes one");
		} else {
			Table table = new Table(Table.left("NAME"), Table.left("ID"), Table.left("ROLE"), Table.left("CREATED"), Table.left("EXPIRES"), Table.left("LAST USED"),
					Table.left("STATE"));
			tokens.forEach(t -> table.row(t.name(), t.tokenId(), role(t.role(), t.client()), time(t.created()), t.expires().isEmpty() ? "never" : time(t.expires()),
					time(t.lastUsed()), t.state().toLowerCase(Locale.ROOT)));
			table.print(console.out());
		}
		return Exit.DONE;
	}

	/** A role in words. */
	static String role(String role, String client) {
		return role.toLowerCase(Locale.ROOT) + (client.isEmpty() ? "" : " of " + client);
	}

	private static void json(Json json, TokenInfo t) {
		json.put("id", t.tokenId()).put("name", t.name()).put("role", t.role().toLowerCase(Locale.ROOT)).put("client", orNull(t.client())).put("created", t.created())
				.put("expires", orNull(t.expires())).put("last_used", orNull(t.lastUsed())).put("revoked", orNull(t.revoked()))
				.put("state", t.state().toLowerCase(Locale.ROOT));
	}
}
