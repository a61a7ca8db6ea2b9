package backtrac.engine.catalog;

import org.junit.jupiter.api.Nested;

/** The catalog in Derby keeps the contracts. */
class DerbyCatalogTest {

	@Nested
	class Definitions extends CatalogContract {

		Definitions() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class DueEntries extends DueListContract {

		DueEntries() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class Overviews extends OverviewContract {

		Overviews() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class Runs extends RunHistoryContract {

		Runs() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class Logs extends RunLogContract {

		Logs() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class Snapshots extends SnapshotIndexContract {

		Snapshots() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class TokensOfPrograms extends TokensContract {

		TokensOfPrograms() {
			super(Kind.DERBY);
		}
	}

	@Nested
	class Audits extends AuditLogContract {

		Audits() {
			super(Kind.DERBY);
		}
	}
}
