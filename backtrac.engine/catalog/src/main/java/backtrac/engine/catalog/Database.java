package backtrac.engine.catalog;

import java.sql.SQLException;

import backtrac.api.catalog.CatalogException;

/**
 * The database of the catalog, brought to the present form. A service inside this bundle only.
 *
 * <p>
 * Threads: both methods may be called by several threads at once, but not by the work itself. They block, and an interrupt
 * neither ends nor harms them: the thread's interrupt status is as it was, or set, when they return.
 */
public interface Database {

	/**
	 * What to do in a transaction. It may be called again, after a deadlock for instance.
	 *
	 * @param <T> of what it gives back
	 */
	@FunctionalInterface
	interface Work<T> {
		/** Does it. Any exception rolls back. */
		T run(Sql sql) throws SQLException;
	}

	/**
	 * Works in a transaction, which is stored when the method returns.
	 *
	 * @param what for people, completes "The catalog could not …"
	 * @throws CatalogException if the database fails
	 */
	<T> T write(String what, Work<T> work);

	/**
	 * Reads in a transaction: what its queries find fits together.
	 *
	 * @param what for people, completes "The catalog could not …"
	 * @throws CatalogException if the database fails
	 */
	<T> T read(String what, Work<T> work);
}
