package backtrac.xmlrpc.server;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.access.Role;
import backtrac.api.access.Token;
import backtrac.api.access.Tokens;
import backtrac.api.access.Tokens.Stored;
import backtrac.api.catalog.CatalogException;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.XmlText;

/**
 * Tells by a request's head who calls. The server's own token is good without the catalog, and is never held up: to compare it takes
 * no time, and whoever is on the same machine must not be able to lock its administrator out.
 *
 * <p>
 * A token that has expired or was revoked does not count as wrong: who shows it has its secret, and an old script must not slow
 * down its whole office.
 */
@Component(service = Authentication.class)
public final class Authentication {

	private static final Logger log = LoggerFactory.getLogger(Authentication.class);
	private static final String BEARER = "Bearer ";
	/** Compared with what is shown when there is no such token, which takes the same time. */
	private static final byte[] NO_HASH = TokenText.random().hash();

	private final AccessToken own;
	private final Audit audit;
	private final Clock clock;
	private final Throttle throttle;
	private final Map<String, Instant> lastUses = new ConcurrentHashMap<>();

	/** All but the server's own. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Tokens tokens;

	@Activate
	public Authentication(@Reference AccessToken own, @Reference Audit audit) {
		this(own, audit, Clock.systemUTC());
	}

	Authentication(AccessToken own, Audit audit, Clock clock) {
		this.own = own;
		this.audit = audit;
		this.clock = clock;
		this.throttle = new Throttle(clock);
	}

	/**
	 * Who calls.
	 *
	 * @param authorization the request's header of that name; may be null
	 * @param address       where the call comes from
	 * @throws RpcFault {@link Fault#UNAUTHORIZED}, {@link Fault#SLOWED_DOWN}, or {@link Fault#UNAVAILABLE} while there is no catalog
	 */
	Caller caller(String authorization, String address) {
		audit.catchUp();
		if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			throw refused(address, Fault.UNAUTHORIZED, "the call has no token: send the header 'Authorization: Bearer TOKEN'");
		}
		String shown = authorization.substring(BEARER.length()).strip();
		if (own.is(shown)) {
			return new Caller(Caller.OWN, Role.ADMIN, null, address);
		}
		String network = Network.of(address);
		String fingerprint = HexFormat.of().formatHex(TokenText.sha256(shown));
		Duration wait = throttle.wait(network, fingerprint);
		if (!wait.isZero()) {
			throw refused(address, Fault.SLOWED_DOWN, "too many wrong tokens came from " + address + ": try again in " + seconds(wait) + " s");
		}
		Token token = find(shown).orElseThrow(() -> {
			throttle.failed(network);
			return refused(address, Fault.UNAUTHORIZED, "the server does not know the token: 'backtrac token add' on the server makes one");
		});
		requireGood(token, address);
		throttle.succeeded(network, fingerprint);
		return new Caller(token.name(), token.role(), token.client(), address);
	}

	private Optional<Token> find(String shown) {
		Optional<TokenText> text = TokenText.parse(shown);
		if (text.isEmpty()) {
			return Optional.empty();
		}
		Tokens present = tokens;
		if (present == null) {
			throw new RpcFault(Fault.UNAVAILABLE, "the token cannot be checked while the server has no catalog: try again, or use the server's own token");
		}
		try {
			Optional<Stored> found = present.find(text.get().id());
			boolean right = MessageDigest.isEqual(found.map(Stored::hash).orElse(NO_HASH), text.get().hash());
			return found.filter(_ -> right).map(Stored::token);
		} catch (CatalogException e) {
			log.warn("A token cannot be checked: {}", e.getMessage());
			throw new RpcFault(Fault.UNAVAILABLE, XmlText.printable(e.getMessage()));
		}
	}

	private void requireGood(Token token, String address) {
		Instant now = clock.instant();
		if (token.isGood(now)) {
			noteUse(token, now.truncatedTo(ChronoUnit.MINUTES));
			return;
		}
		String why = token.revoked() != null ? "was revoked on " + token.revoked().truncatedTo(ChronoUnit.SECONDS)
				: "expired on " + token.expires().truncatedTo(ChronoUnit.SECONDS);
		RpcFault fault = new RpcFault(Fault.UNAUTHORIZED, "the token '" + token.name() + "' " + why + ": 'backtrac token add' on the server makes another");
		audit.refused(token.name(), address, fault);
		throw fault;
	}

	private void noteUse(Token token, Instant minute) {
		if (minute.equals(lastUses.put(token.id(), minute))) {
			return;
		}
		Tokens present = tokens;
		try {
			if (present != null) {
				present.used(token.id(), minute);
			}
		} catch (CatalogException e) {
			log.warn("When the token {} was used cannot be stored: {}", token.name(), e.getMessage());
		}
	}

	private RpcFault refused(String address, Fault fault, String message) {
		RpcFault refusal = new RpcFault(fault, message);
		audit.refused(address, refusal);
		return refusal;
	}

	/** Rounded up. */
	private static long seconds(Duration wait) {
		return wait.plusMillis(999).toSeconds();
	}
}
