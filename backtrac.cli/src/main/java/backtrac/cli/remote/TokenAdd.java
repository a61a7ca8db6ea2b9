package backtrac.cli.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.NewToken;
import backtrac.xmlrpc.remote.RpcFault;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.exc.JacksonIOException;

/** {@code backtrac token add}. */
@CommandLine.Command(name = "add", header = "Make a token, and print it alone on standard output: nobody can see it again.", //
		description = { "%nRoles:", "  viewer    sees everything but secrets and what is in files",
				"  operator  also starts and cancels runs, reads and restores files, pins snapshots, pauses", "  admin     may do everything",
				"  restore   sees and restores the snapshots of one client, and nothing else%n" })
final class TokenAdd extends RemoteCommand {

	@Parameters(paramLabel = "NAME", description = "What people call it, as the audit log does.")
	private String name;

	@Option(names = "--role", paramLabel = "ROLE", required = true, description = "What it may do: viewer, operator, admin or restore.")
	private String role;

	@Option(names = "--client", paramLabel = "CLIENT", description = "With the role restore: whose snapshots.")
	private String client = "";

	@Option(names = "--expires", paramLabel = "WHEN", description = "From when on it is refused: a time span as 90d or 1y, or a date as 2027-01-31 (default: never).")
	private String expires;

	@Option(names = "--to", paramLabel = "FILE", description = "Write it to a new file that only its user can read, instead of standard output.")
	private Path to;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	TokenAdd(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		String end = expires == null ? "" : Moment.ahead("--expires", expires, Clock.systemUTC().instant(), console.zone(), this::usage).toString();
		if (to == null) {
			NewToken made = link.tokens().add(name, role, client, end);
			try {
				print(made, Optional.empty());
				console.out().flush(); // what is only buffered nobody has
			} catch (JacksonIOException e) {
				throw unwritten(link, made, e.getCause());
			} catch (IOException e) {
				throw unwritten(link, made, e);
			}
			return Exit.DONE;
		}
		try (PrivateFile file = PrivateFile.create(to)) { // before there is a token that nobody has seen
			NewToken made = link.tokens().add(name, role, client, end);
			try {
				file.commit(made.token());
			} catch (IOException e) {
				throw revoked(link, made, e);
			}
			print(made, Optional.of(file.path()));
		}
		return Exit.DONE;
	}

	private Failure unwritten(ServerLink link, NewToken made, IOException cause) {
		console.out().discard();
		return revoked(link, made, cause);
	}

	/** Nobody has the token: it must not stay good. */
	private Failure revoked(ServerLink link, NewToken made, IOException cause) {
		String why = "the token " + name + " could not be written: " + cause.getMessage();
		try {
			link.tokens().revoke(made.tokenId());
			return new Failure(why + "; it was revoked, so make it again", cause);
		} catch (RpcFault | RpcConnectionException e) {
			cause.addSuppressed(e);
			return new Failure(why + "; it is still good: revoke it with 'backtrac token revoke " + made.tokenId() + "' (" + e.getMessage() + ")", cause);
		}
	}

	private void print(NewToken made, Optional<Path> file) throws IOException {
		if (json) {
			try (Json document = new Json(console.out())) {
				document.object().put("id", made.tokenId()).put("token", file.isPresent() ? null : made.token()).put("file", file.map(Path::toString).orElse(null)).endObject();
			}
		} else if (file.isPresent()) {
			console.say("the token " + name + " is in " + file.get());
		} else {
			console.out().line(made.token());
		}
	}
}
