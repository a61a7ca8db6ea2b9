package backtrac.engine.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;

/**
 * Transactions on a data source, one connection each, done again when they lose against others, or their connection before the commit.
 *
 * <p>
 * For Derby there is no pool: a connection of embedded Derby is an object, not a socket, and compiled statements are kept by the
 * database. So nothing of a thread's work outlives it.
 */
final class Transactions implements Database {

	private static final Logger log = LoggerFactory.getLogger(Transactions.class);

	private static final int ATTEMPTS = 5;

	private final DataSource source;
	private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
	private volatile boolean closed;

	Transactions(DataSource source) {
		this.source = source;
	}

	@Override
	public <T> T write(String what, Work<T> work) {
		return run(what, work, Connection.TRANSACTION_READ_COMMITTED);
	}

	@Override
	public <T> T read(String what, Work<T> work) {
		return run(what, work, Connection.TRANSACTION_REPEATABLE_READ);
	}

	/** Lets no new work begin, and waits a while for what is under way. */
	void close(long timeout, TimeUnit unit) {
		closed = true;
		try {
			if (gate.writeLock().tryLock(timeout, unit)) {
				gate.writeLock().unlock();
			} else {
				log.warn("The catalog stops while {} threads still use it", gate.getReadLockCount());
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private <T> T run(String what, Work<T> work, int isolation) {
		boolean interrupted = false;
		gate.readLock().lock();
		try {
			for (int attempt = 1;; attempt++) {
				if (closed) {
					throw new CatalogException("The catalog could not " + what + ": it has been stopped");
				}
				// a thread that is being cancelled must still be able to store that it was
				interrupted |= Thread.interrupted();
				try {
					return once(work, isolation);
				} catch (ConnectionLostAtWork lost) {
					// nothing of it is stored; the next connection is a new one
					if (attempt == ATTEMPTS) {
						throw SqlErrors.failure(what, lost.reason);
					}
					log.debug("Again, to {}: {}", what, lost.reason.getMessage());
				} catch (SQLException e) {
					boolean again = SqlErrors.isPassing(e) || SqlErrors.isConnectionLost(e) && Thread.currentThread().isInterrupted();
					if (!again || attempt == ATTEMPTS) {
						throw SqlErrors.failure(what, e);
					}
					log.debug("Again, to {}: {} {}", what, e.getSQLState(), e.getMessage());
				}
			}
		} finally {
			gate.readLock().unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private <T> T once(Work<T> work, int isolation) throws SQLException, ConnectionLostAtWork {
		try (Connection connection = source.getConnection()) {
			try {
				T result = result(work, connection, isolation);
				connection.commit();
				return result;
			} catch (SQLException | ConnectionLostAtWork | RuntimeException | Error e) {
				rollback(connection, e);
				throw e;
			}
		}
	}

	private static <T> T result(Work<T> work, Connection connection, int isolation) throws SQLException, ConnectionLostAtWork {
		try {
			connection.setAutoCommit(false);
			connection.setTransactionIsolation(isolation);
			return work.run(new Sql(connection));
		} catch (SQLException e) {
			if (SqlErrors.isConnectionLost(e)) {
				throw new ConnectionLostAtWork(e);
			}
			throw e;
		}
	}

	/** The connection was lost before the commit, so that it is certain that nothing is stored: with a loss later it is not. */
	private static final class ConnectionLostAtWork extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient SQLException reason;

		ConnectionLostAtWork(SQLException reason) {
			super(reason);
			this.reason = reason;
		}
	}

	private static void rollback(Connection connection, Throwable reason) {
		try {
			connection.rollback();
		} catch (SQLException e) {
			reason.addSuppressed(SqlErrors.ofJdkOnly(e));
		}
	}
}
