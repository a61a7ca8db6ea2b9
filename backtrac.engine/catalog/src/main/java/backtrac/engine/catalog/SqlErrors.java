package backtrac.engine.catalog;

import java.sql.SQLException;

import backtrac.api.catalog.CatalogException;

/** What to make of a driver's exceptions. */
final class SqlErrors {

	private static final int DEEPEST_CAUSE = 10;

	private SqlErrors() {
	}

	/**
	 * Tells if the same work may succeed when done again: a deadlock, a lock that was not had in time (class 40), or
	 * someone else has just added the same key or removed what is referred to (23505, 23503).
	 */
	static boolean isPassing(SQLException e) {
		String state = String.valueOf(e.getSQLState());
		return state.startsWith("40") || state.equals("23505") || state.equals("23503");
	}

	/**
	 * Tells if the connection is lost (class 08), or the server ends it (57P01 to 57P03); Derby closes one when the thread that waits for
	 * a lock is interrupted.
	 */
	static boolean isConnectionLost(SQLException e) {
		String state = String.valueOf(e.getSQLState());
		return state.startsWith("08") || state.startsWith("57P0");
	}

	/** An exception that may leave this bundle. */
	static CatalogException failure(String what, SQLException e) {
		String why = isConnectionLost(e) ? "its database cannot be reached: " + root(e) : e.getMessage();
		return new CatalogException("The catalog could not " + what + ": " + why, ofJdkOnly(e));
	}

	/**
	 * Copies an exception and its causes into ones of the JDK: whoever keeps those does not keep the driver's classes,
	 * and their class loader, when the driver is replaced.
	 */
	static SQLException ofJdkOnly(SQLException e) {
		return copy(e, 0);
	}

	/** Tells if an exception, or one of those behind it, has a state. */
	static boolean hasState(SQLException e, String state) {
		for (Throwable each : e) {
			if (each instanceof SQLException sql && state.equals(sql.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	/** What the exception that is furthest behind one says. */
	static String root(SQLException e) {
		String message = null;
		for (Throwable each : e) {
			message = each instanceof SQLException ? each.getMessage() : message;
		}
		return message;
	}

	private static SQLException copy(Throwable e, int depth) {
		SQLException copy = e instanceof SQLException sql
				? new SQLException(sql.getMessage(), sql.getSQLState(), sql.getErrorCode())
				: new SQLException(e.toString());
		copy.setStackTrace(e.getStackTrace());
		Throwable behind = e instanceof SQLException sql && sql.getNextException() != null ? sql.getNextException() : e.getCause();
		if (behind != null && depth < DEEPEST_CAUSE) {
			copy.initCause(copy(behind, depth + 1));
		}
		return copy;
	}
}
