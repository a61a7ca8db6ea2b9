package backtrac.xmlrpc.handler.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.access.Role;
import backtrac.api.access.Token;
import backtrac.api.access.Tokens;
import backtrac.api.access.Tokens.Stored;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.NewToken;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.TokenApi;
import backtrac.xmlrpc.remote.TokenInfo;
import backtrac.xmlrpc.server.TokenText;

/** Answers {@code token.…}. */
@Component(property = "xmlrpc.handler=token", immediate = true)
public final class TokenHandler implements TokenApi {

	private final Tokens tokens;
	private final Catalog catalog;
	private final SnapshotIndex snapshots;
	private final Clock clock;

	@Activate
	public TokenHandler(@Reference Tokens tokens, @Reference Catalog catalog, @Reference SnapshotIndex snapshots) {
		this(tokens, catalog, snapshots, Clock.systemUTC());
	}

	TokenHandler(Tokens tokens, Catalog catalog, SnapshotIndex snapshots, Clock clock) {
		this.tokens = tokens;
		this.catalog = catalog;
		this.snapshots = snapshots;
		this.clock = clock;
	}

	@Override
	public NewToken add(String name, String role, String client, String expires) {
		SnapshotNames.refusal(name).ifPresent(why -> {
			throw Wire.bad("the name of the token " + why);
		});
		Role given = Wire.constant(Role.class, "role", role, null);
		if (given == null) {
			throw Wire.bad("the role is missing: VIEWER, OPERATOR, ADMIN or RESTORE");
		}
		if (given == Role.RESTORE == Wire.isMissing(client)) {
			throw Wire.bad(given == Role.RESTORE ? "the role RESTORE is for one client: name it" : "a client is named with the role RESTORE only");
		}
		Instant now = clock.instant();
		Instant end = Wire.time("expires", expires);
		if (end != null && !end.isAfter(now)) {
			throw Wire.bad("the token would have expired already, on " + end);
		}
		TokenText text = TokenText.random();
		Token token = new Token(text.id(), name, given, given == Role.RESTORE ? clientName(client) : null, now, end, null, null);
		Wire.refusable(() -> tokens.add(new Stored(token, text.hash())));
		return new NewToken(text.id(), text.text());
	}

	@Override
	public List<TokenInfo> list() {
		Instant now = clock.instant();
		return tokens.tokens().stream().map(token -> info(token, now)).toList();
	}

	@Override
	public void revoke(String token) {
		List<Token> good = tokens.tokens().stream().filter(t -> t.revoked() == null).toList();
		Token found = good.stream().filter(t -> t.id().equals(token)).findFirst().or(() -> good.stream().filter(t -> isNamed(t, token)).findFirst())
				.orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "no token '" + token + "' that is not revoked: token.list tells which there are"));
		tokens.revoke(found.id(), clock.instant());
	}

	/** As snapshots have it: also of a client that was removed. */
	private String clientName(String wanted) {
		Optional<Client> known = catalog.client(wanted).or(() -> catalog.clientNamed(wanted));
		return known.map(Client::name).or(() -> snapshots.snapshots(wanted, null, 0, 1).stream().map(Snapshot::client).findFirst())
				.orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "no client '" + wanted + "', and no snapshot of one: client.list tells which there are"));
	}

	private static boolean isNamed(Token token, String wanted) {
		return !Wire.isMissing(wanted) && SnapshotNames.key(token.name()).equals(SnapshotNames.key(wanted));
	}

	private static TokenInfo info(Token t, Instant now) {
		String state = t.revoked() != null ? "REVOKED" : t.isGood(now) ? "GOOD" : "EXPIRED";
		return new TokenInfo(t.id(), Wire.text(t.name()), t.role().name(), Wire.text(t.client()), Wire.time(t.created()), Wire.time(t.expires()),
				Wire.time(t.lastUsed()), Wire.time(t.revoked()), state);
	}
}
