package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.UserInfo;
import picocli.CommandLine;

/** {@code backtrac user list}. */
@CommandLine.Command(name = "list", header = "List the users, by name. All of them may do everything that the page offers.")
final class UserList extends ListingCommand {

	UserList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<UserInfo> users = link.users().list();
		if (isJson()) {
			printArray(users, (json, u) -> json.put("name", u.name()).put("one_time_password", u.oneTime()));
		} else {
			Table table = new Table(Table.left("NAME"), Table.left("PASSWORD"));
			users.forEach(u -> table.row(u.name(), u.oneTime() ? "still that of the first start" : "set"));
			table.print(console.out());
		}
		return Exit.DONE;
	}
}
