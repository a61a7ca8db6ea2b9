package backtrac.xmlrpc.handler.access;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.access.AuditEntry;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.xmlrpc.remote.AuditFilter;
import backtrac.xmlrpc.remote.AuditInfo;
import backtrac.xmlrpc.remote.Fault;

class AuditHandlerTest {

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final AuditHandler handler = new AuditHandler(catalog);

	private List<Long> ids(AuditFilter filter) {
		return handler.list(filter).stream().map(AuditInfo::id).toList();
	}

	@Test
	void listsPages() {
		IntStream.range(1, 200).forEach(i -> catalog
				.add(new AuditEntry(0, Instant.ofEpochSecond(i), i % 2 == 0 ? "ci" : "ann", "192.0.2.1", i % 3 == 0 ? "plan.save" : "run.start", "d\u0001", "OK")));
		assertEquals(100, handler.list(null).size());
		assertEquals(new AuditInfo(199, "1970-01-01T00:03:19Z", "ann", "192.0.2.1", "run.start", "d\uFFFD", "OK"), handler.list(null).getFirst());
		assertEquals(List.of(99L, 97L), ids(new AuditFilter("ann", "", "", 100L, 2)));
		assertEquals(List.of(198L, 192L), ids(new AuditFilter("ci", "plan.", null, null, 2)));
		assertEquals(List.of(199L, 198L), ids(new AuditFilter("", null, "1970-01-01T00:03:18Z", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "since is a time", () -> handler.list(new AuditFilter(null, null, "yesterday", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "limit must be", () -> handler.list(new AuditFilter(null, null, null, null, 5001)));
		assertFault(Fault.BAD_PARAMETERS, "before is the id", () -> handler.list(new AuditFilter(null, null, null, -1L, null)));
	}
}
