package backtrac.engine.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements on one connection. Values go in as parameters, never into the text. */
final class Sql {

	/** Makes an object of the row that a result set is at. */
	@FunctionalInterface
	interface Row<T> {
		T read(ResultSet row) throws SQLException;
	}

	private final Connection connection;

	Sql(Connection connection) {
		this.connection = connection;
	}

	/** Everything else that a connection can do. */
	Connection connection() {
		return connection;
	}

	/** Runs a statement without parameters, such as one that makes a table. */
	void execute(String text) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(text);
		}
	}

	/** Returns how many rows were changed. */
	int update(String text, Object... parameters) throws SQLException {
		try (PreparedStatement statement = prepare(text, parameters)) {
			return statement.executeUpdate();
		}
	}

	/** Runs one statement with each of the lists of parameters. Returns how many rows each has changed. */
	int[] updateAll(String text, List<Object[]> parameters) throws SQLException {
		if (parameters.isEmpty()) {
			return new int[0];
		}
		try (PreparedStatement statement = connection.prepareStatement(text)) {
			for (Object[] each : parameters) {
				bind(statement, each);
				statement.addBatch();
			}
			return statement.executeBatch();
		}
	}

	/** All rows. */
	<T> List<T> all(Row<T> row, String text, Object... parameters) throws SQLException {
		List<T> rows = new ArrayList<>();
		try (PreparedStatement statement = prepare(text, parameters); ResultSet results = statement.executeQuery()) {
			while (results.next()) {
				rows.add(row.read(results));
			}
		}
		return rows;
	}

	/** The first row. */
	<T> Optional<T> first(Row<T> row, String text, Object... parameters) throws SQLException {
		return all(row, text, parameters).stream().findFirst();
	}

	/** Tells if there is a row. */
	boolean exists(String text, Object... parameters) throws SQLException {
		return first(row -> true, text, parameters).isPresent();
	}

	private PreparedStatement prepare(String text, Object... parameters) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(text);
		try {
			bind(statement, parameters);
			return statement;
		} catch (SQLException | RuntimeException e) {
			statement.close();
			throw e;
		}
	}

	private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
		for (int i = 0; i < parameters.length; i++) {
			statement.setObject(i + 1, parameters[i]);
		}
	}
}
