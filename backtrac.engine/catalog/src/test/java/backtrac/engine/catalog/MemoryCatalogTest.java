package backtrac.engine.catalog;

import org.junit.jupiter.api.Nested;

/** The catalog in memory, which tests of others use, keeps the contracts. */
class MemoryCatalogTest {

	@Nested
	class Definitions extends CatalogContract {

		Definitions() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class DueEntries extends DueListContract {

		DueEntries() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class Overviews extends OverviewContract {

		Overviews() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class Runs extends RunHistoryContract {

		Runs() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class Logs extends RunLogContract {

		Logs() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class Snapshots extends SnapshotIndexContract {

		Snapshots() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class TokensOfPrograms extends TokensContract {

		TokensOfPrograms() {
			super(Kind.MEMORY);
		}
	}

	@Nested
	class Audits extends AuditLogContract {

		Audits() {
			super(Kind.MEMORY);
		}
	}
}
