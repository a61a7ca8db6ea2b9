package backtrac.engine.catalog;

import org.junit.jupiter.api.Nested;

/** The catalog in PostgreSQL keeps the contracts. */
class PostgresCatalogTest {

	@Nested
	class Definitions extends CatalogContract {

		Definitions() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class DueEntries extends DueListContract {

		DueEntries() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class Overviews extends OverviewContract {

		Overviews() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class Runs extends RunHistoryContract {

		Runs() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class Logs extends RunLogContract {

		Logs() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class Snapshots extends SnapshotIndexContract {

		Snapshots() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class TokensOfPrograms extends TokensContract {

		TokensOfPrograms() {
			super(Kind.POSTGRESQL);
		}
	}

	@Nested
	class Audits extends AuditLogContract {

		Audits() {
			super(Kind.POSTGRESQL);
		}
	}
}
