package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.access.Role;
import backtrac.api.access.Token;
import backtrac.api.access.Tokens;
import backtrac.api.access.Tokens.Stored;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;

/** The contract of the tokens, whatever keeps them. */
abstract class TokensContract {

	private static final Instant NOW = Records.MORNING;
	private static final byte[] HASH = { 0, -1, 127, 5 };

	private final Kind kind;

	private Tokens tokens;
	private Catalog catalog;

	TokensContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		Parts parts = kind.open();
		tokens = parts.tokens();
		catalog = parts.catalog();
	}

	private static Token token(String id, String name) {
		return new Token(id, name, Role.OPERATOR, null, NOW, null, null, null);
	}

	@Test
	void whatIsAddedIsFound() {
		Token full = new Token("a1", "nightly \ud83d\ude00", Role.RESTORE, "nas", NOW, NOW.plusSeconds(60), NOW.plusSeconds(1), null);
		tokens.add(new Stored(full, HASH));
		tokens.add(new Stored(token("b2", "Ann"), new byte[0]));
		assertEquals(full, tokens.find("a1").orElseThrow().token());
		assertArrayEquals(HASH, tokens.find("a1").orElseThrow().hash());
		assertEquals(Optional.empty(), tokens.find("A1"));
		assertEquals(Optional.empty(), tokens.find(""));
		assertEquals(List.of(token("b2", "Ann"), full), tokens.tokens());
	}

	@Test
	void whoGetsAClientsNameGetsNoTokensWithIt() {
		catalog.save(new Client("c1", "nas"));
		for (String id : List.of("1", "2", "3")) {
			tokens.add(new Stored(new Token(id, "of " + id, id.equals("3") ? Role.VIEWER : Role.RESTORE, id.equals("3") ? null : id.equals("1") ? "NAS" : "desk", NOW, null, null, null), HASH));
		}
		catalog.save(new Client("c1", "nas", true));
		catalog.save(new Client("c1", "Nas"));
		catalog.save(new Client("c1", "old nas"));
		assertEquals(List.of("1", "2", "3"), good(), "the client is the same");
		catalog.save(new Client("c2", "nas"));
		assertEquals(List.of("2", "3"), good());
		catalog.save(new Client("c1", "desk"));
		assertEquals(List.of("3"), good());
		tokens.add(new Stored(new Token("4", "of 1", Role.RESTORE, "nas", NOW, null, null, null), HASH));
		assertEquals(List.of("3", "4"), good());
	}

	@Test
	void aClientThatIsMadeAgainKeepsItsTokens() {
		catalog.save(new Client("c1", "nas"));
		tokens.add(new Stored(new Token("1", "of nas", Role.RESTORE, "nas", NOW, null, null, null), HASH));
		catalog.removeClient("c1");
		catalog.addAgain(new Client("c1", "nas", true));
		assertEquals(List.of(new Client("c1", "nas", true)), catalog.clients());
		assertEquals(List.of("1"), good());
		assertThrows(CatalogException.class, () -> catalog.addAgain(new Client("c1", "web")));
		assertThrows(CatalogException.class, () -> catalog.addAgain(new Client("c2", "NAS")));
		assertEquals(List.of(new Client("c1", "nas", true)), catalog.clients());
	}

	private List<String> good() {
		return tokens.tokens().stream().filter(token -> token.revoked() == null).map(Token::id).sorted().toList();
	}

	@Test
	void noTwoThatAreNotRevokedHaveOneName() {
		tokens.add(new Stored(token("1", "ci"), HASH));
		CatalogException refused = assertThrows(CatalogException.class, () -> tokens.add(new Stored(token("2", "CI"), HASH)));
		assertEquals("There is already a token named CI: revoke it first, or choose another name.", refused.getMessage());
		assertTrue(tokens.revoke("1", NOW));
		tokens.add(new Stored(token("2", "CI"), HASH));
		assertTrue(tokens.revoke("2", NOW));
		tokens.add(new Stored(token("3", "ci"), HASH));
		assertEquals(List.of("1", "2", "3"), tokens.tokens().stream().map(Token::id).toList());
	}

	@Test
	void oneIsRevokedOnceAndStays() {
		tokens.add(new Stored(token("1", "ci"), HASH));
		assertTrue(tokens.revoke("1", NOW.plusSeconds(5)));
		assertFalse(tokens.revoke("1", NOW.plusSeconds(9)));
		assertFalse(tokens.revoke("none", NOW));
		Token revoked = tokens.find("1").orElseThrow().token();
		assertEquals(NOW.plusSeconds(5), revoked.revoked());
		assertFalse(revoked.isGood(NOW));
	}

	@Test
	void theLastUseIsTheLatest() {
		tokens.add(new Stored(token("1", "ci"), HASH));
		tokens.used("1", NOW.plusSeconds(60));
		tokens.used("1", NOW); // of a server whose clock is behind
		tokens.used("none", NOW);
		assertEquals(NOW.plusSeconds(60), tokens.find("1").orElseThrow().token().lastUsed());
	}
}
