package backtrac.engine.catalog;

import java.util.List;

import backtrac.api.catalog.MemoryCatalog;

/** What keeps a catalog: the contracts are the same for all. */
enum Kind {

	MEMORY {
		@Override
		Parts open() {
			return Parts.of(new MemoryCatalog());
		}
	},
	DERBY {
		@Override
		Parts open() {
			return Parts.of(derby());
		}
	},
	POSTGRESQL {
		@Override
		Parts open() {
			return Parts.of(emptied(OpenedPostgres.DATABASE));
		}
	};

	private static final List<String> TABLES = List.of("run_log", "run_causes", "run_log_ends", "open_runs", "ended_runs", "due", "plan_state",
			"plan_settings", "plan_excludes", "plan_windows", "plans", "clients", "snapshot_definitions", "snapshots", "secrets", "servers", "settings",
			"tokens", "audit_log");

	/** An empty catalog. There is one of a kind at a time. */
	abstract Parts open();

	/** Opened when they are asked for first. */
	private static final class OpenedDerby {
		static final Database DATABASE = Databases.inMemory();
	}

	/** The same. */
	private static final class OpenedPostgres {
		static final Database DATABASE = Databases.postgres();
	}

	/** The empty database in Derby that all tests share: to make one takes most of a second. */
	static Database derby() {
		return emptied(OpenedDerby.DATABASE);
	}

	private static Database emptied(Database database) {
		database.write("empty", sql -> {
			for (String table : TABLES) {
				sql.update("DELETE FROM " + table);
			}
			return null;
		});
		return database;
	}
}
