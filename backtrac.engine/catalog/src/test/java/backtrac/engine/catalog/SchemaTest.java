package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;

class SchemaTest {

	private static final String FIRST = "-- a comment; with a semicolon\nCREATE TABLE things (\n\tname VARCHAR(10)\n);\n\nINSERT INTO things VALUES ('a;b');\n";
	private static final String SECOND = "UPDATE things SET name = 'second';";
	private static final String THIRD = "INSERT INTO things VALUES ('third');";

	private final String name = "memory:" + UUID.randomUUID();

	private List<String> things(String... scripts) {
		DerbyDatabase database = Databases.open(name, new Schema(List.of(scripts)));
		try {
			return database.read("read", sql -> sql.all(row -> row.getString(1), "SELECT name FROM things ORDER BY name"));
		} finally {
			database.close();
		}
	}

	@Test
	void eachScriptRunsOnceAndInOrder() {
		assertEquals(List.of("a;b"), things(FIRST));
		assertEquals(List.of("a;b"), things(FIRST));
		assertEquals(List.of("second", "third"), things(FIRST, SECOND, THIRD));
		assertEquals(List.of("second", "third"), things(FIRST, SECOND, THIRD));
	}

	@Test
	void aNewerDatabaseIsRefusedInOneSentence() {
		things(FIRST, SECOND);
		CatalogException e = assertThrows(CatalogException.class, () -> things(FIRST));
		assertEquals("The catalog's database is of version 2 and this BackTrac knows only versions up to 1: start the newer BackTrac that wrote"
				+ " it, or put back a copy of the catalog that is older.", e.getMessage());
		assertEquals(List.of("second"), things(FIRST, SECOND), "and is as it was");
	}

	@Test
	void aScriptThatFailsChangesNothing() {
		things(FIRST);
		String broken = "INSERT INTO things VALUES ('half');\nCREATE TABLE more (id INTEGER);\nINSERT INTO nothing VALUES (1);";
		CatalogException e = assertThrows(CatalogException.class, () -> things(FIRST, broken));
		assertTrue(e.getMessage().startsWith("The catalog could not bring its database to version 2: "), e.getMessage());
		assertEquals(SQLException.class, e.getCause().getClass());
		assertEquals(List.of("a;b"), things(FIRST));
		assertEquals(List.of("a;b", "right"), things(FIRST, "CREATE TABLE more (id INTEGER);\nINSERT INTO things VALUES ('right');"));
	}

	@Test
	void theCurrentFormHasAllScripts() {
		assertEquals(3, Schema.current().version());
	}
}
