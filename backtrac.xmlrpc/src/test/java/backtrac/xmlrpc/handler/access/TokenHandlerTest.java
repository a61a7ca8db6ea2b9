package backtrac.xmlrpc.handler.access;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.NewToken;
import backtrac.xmlrpc.remote.TokenInfo;

class TokenHandlerTest {

	private static final Instant NOW = Instant.parse("2026-03-29T00:59:59Z");

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final TokenHandler handler = at(NOW);

	private TokenHandler at(Instant time) {
		return new TokenHandler(catalog, catalog, catalog, Clock.fixed(time, ZoneOffset.UTC));
	}

	@Test
	void aTokenIsShownOnceAndStoredAsAHash() throws Exception {
		NewToken made = handler.add("ci", "viewer", "", "2026-06-01T00:00:00Z");

		assertTrue(made.token().matches("bt_" + made.tokenId() + "_[A-Za-z0-9_-]{43}"), "its form");
		assertFalse(made.toString().contains(made.token()));
		assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(made.token().substring(20).getBytes(StandardCharsets.US_ASCII)),
				catalog.find(made.tokenId()).orElseThrow().hash());
		assertEquals(List.of(new TokenInfo(made.tokenId(), "ci", "VIEWER", "", "2026-03-29T00:59:59Z", "2026-06-01T00:00:00Z", "", "", "GOOD")), handler.list());
		assertEquals("EXPIRED", at(NOW.plus(Duration.ofDays(100))).list().getFirst().state());
		assertNotEquals(made.token(), handler.add("other", "ADMIN", null, null).token());
	}

	@Test
	void oneIsRevokedByNameOrId() {
		NewToken first = handler.add("ci", "VIEWER", "", "");
		NewToken second = handler.add("nightly", "VIEWER", "", "");
		handler.revoke("CI");
		handler.revoke(second.tokenId());
		assertEquals(List.of("REVOKED", "REVOKED"), handler.list().stream().map(TokenInfo::state).toList());
		assertFault(Fault.NOT_FOUND, "no token 'ci' that is not revoked", () -> handler.revoke("ci"));
		assertFault(Fault.NOT_FOUND, "no token", () -> handler.revoke(first.tokenId()));
		assertFault(Fault.NOT_FOUND, "no token", () -> handler.revoke(null));
	}

	@Test
	void oneToRestoreIsOfOneClient() {
		catalog.save(new Client("c1", "nas"));
		catalog.put(List.of(new Snapshot("aa", "gone", "docs", NOW, NOW, Snapshot.Result.COMPLETE, SnapshotCounts.NONE, Path.of("/x"))));
		handler.add("a", "RESTORE", "c1", "");
		handler.add("b", "restore", "NAS", "");
		handler.add("c", "restore", "Gone", "");
		assertEquals(List.of("nas", "nas", "gone"), handler.list().stream().map(TokenInfo::client).toList());
		assertFault(Fault.NOT_FOUND, "no client 'x', and no snapshot of one", () -> handler.add("d", "restore", "x", ""));
		assertFault(Fault.BAD_PARAMETERS, "the role RESTORE is for one client", () -> handler.add("d", "restore", "", ""));
		assertFault(Fault.BAD_PARAMETERS, "with the role RESTORE only", () -> handler.add("d", "viewer", "nas", ""));
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		handler.add("ci", "VIEWER", "", "");
		assertFault(Fault.REFUSED, "There is already a token named CI", () -> handler.add("CI", "VIEWER", "", ""));
		assertFault(Fault.BAD_PARAMETERS, "the name of the token must not be empty", () -> handler.add("", "VIEWER", "", ""));
		assertFault(Fault.BAD_PARAMETERS, "must not hold a slash", () -> handler.add("data/token", "VIEWER", "", ""));
		assertFault(Fault.BAD_PARAMETERS, "the role is missing", () -> handler.add("x", "", "", ""));
		assertFault(Fault.BAD_PARAMETERS, "role is one of", () -> handler.add("x", "root", "", ""));
		assertFault(Fault.BAD_PARAMETERS, "would have expired already", () -> handler.add("x", "VIEWER", "", "2026-03-29T00:59:59Z"));
		assertFault(Fault.BAD_PARAMETERS, "expires is a time", () -> handler.add("x", "VIEWER", "", "tomorrow"));
	}
}
