package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.access.AuditQuery;
import backtrac.api.access.Role;

class AuditTest {

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
	private static final Caller CALLER = new Caller("test", Role.ADMIN, null, "127.0.0.1");

	private final List<Instant> removals = new ArrayList<>();
	private final Audit audit = new Audit(Clock.fixed(NOW, ZoneOffset.UTC), OptionalInt.of(730));

	{
		audit.lines = new AuditLog() {
			@Override
			public void add(AuditEntry entry) {
				// of no interest
			}

			@Override
			public List<AuditEntry> entries(AuditQuery query) {
				return List.of();
			}

			@Override
			public int removeBefore(Instant time) {
				removals.add(time);
				return 0;
			}
		};
	}

	private record Config(String auditDays) implements Audit.Config {

		@Override
		public Class<? extends Annotation> annotationType() {
			return Audit.Config.class;
		}
	}

	@Test
	void aWrongNumberOfDaysRemovesNothingAndIsTold() {
		for (String wrong : List.of("0", "-1", "ever", "", "99999")) {
			audit.modified(new Config(wrong));
			audit.changed(CALLER, "plan.save", "", null);
			assertEquals(List.of(), removals);
			assertEquals(List.of("etc/backtrac.access.cfg: auditDays is '" + wrong + "' and must be a number from 1 to 9999: until that is mended nothing is removed"),
					audit.configProblems());
		}
		audit.modified(new Config("30"));
		audit.changed(CALLER, "plan.save", "", null);
		assertEquals(List.of(NOW.minus(Duration.ofDays(30))), removals);
		assertEquals(List.of(), audit.configProblems());
	}
}
