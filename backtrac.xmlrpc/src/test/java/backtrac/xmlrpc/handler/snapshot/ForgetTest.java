package backtrac.xmlrpc.handler.snapshot;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.store.Snapshot;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.ForgetChoice;
import backtrac.xmlrpc.remote.ForgetReport;
import backtrac.xmlrpc.remote.ForgetRequest;
import backtrac.xmlrpc.remote.SnapshotApi;

class ForgetTest {

	@TempDir
	Path folder;
	private RealSnapshots real;
	private SnapshotApi api;
	private Snapshot oldest;
	private Snapshot middle;
	private Snapshot newest;

	@BeforeEach
	void takeSnapshots() throws IOException {
		real = new RealSnapshots(folder);
		real.catalog.save(new Client("c", "nas"));
		real.catalog.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()));
		real.file("a", "x");
		oldest = real.take("nas", "docs", "2026-03-01T00:00:00Z");
		middle = real.take("nas", "docs", "2026-03-02T00:00:00Z");
		newest = real.take("nas", "docs", "2026-03-03T00:00:00Z");
		real.take("nas", "other", "2026-03-01T00:00:00Z");
		api = real.api();
	}

	@AfterEach
	void close() {
		real.close();
	}

	@Test
	void forgetsThoseThatAreNamed() throws IOException {
		api.browse(oldest.id(), "", "", 1);
		ForgetReport dry = api.forget(new ForgetRequest(List.of(oldest.id(), "nas/docs/2026-03-01T00:00:00Z"), null, null, true));
		assertEquals(List.of(new ForgetChoice(oldest.id(), "nas", "docs", "2026-03-01T00:00:00Z", List.of())), dry.forgotten(), "each once");
		assertTrue(dry.dryRun());
		assertEquals(4, real.repository.snapshots().size());

		ForgetReport report = api.forget(new ForgetRequest(List.of(oldest.id()), null, null, null));
		assertEquals(List.of(oldest.id()), report.forgotten().stream().map(ForgetChoice::snapshotId).toList());
		assertEquals(List.of(), report.left());
		assertEquals(3, real.repository.snapshots().size());
		assertTrue(real.catalog.snapshot(oldest.id()).isEmpty());
		assertEquals(0, real.handler.openCount(), "it is closed");
		assertFault(Fault.NOT_FOUND, "no snapshot", () -> api.forget(new ForgetRequest(List.of(newest.id(), oldest.id()), null, null, null)));
		assertEquals(3, real.repository.snapshots().size(), "all are looked up before the first goes");
	}

	@Test
	void whatIsPinnedStays() throws IOException {
		api.pin(oldest.id(), "the move");
		assertFault(Fault.REFUSED, "snapshot " + oldest.id() + " is pinned (the move)", () -> api.forget(new ForgetRequest(List.of(middle.id(), oldest.id()), null, null, false)));
		assertEquals(4, real.repository.snapshots().size());
		ForgetReport report = api.forget(new ForgetRequest(null, "nas/docs", "last=1", false));
		assertEquals(List.of(middle.id()), report.forgotten().stream().map(ForgetChoice::snapshotId).toList());
		assertEquals(List.of(List.of("last 1 of 1"), List.of("pinned")), report.kept().stream().map(ForgetChoice::reasons).toList());
	}

	@Test
	void aPolicyDecidesOfOnePlanOnly() throws IOException {
		ForgetReport dry = api.forget(new ForgetRequest(null, "nas/docs", "last=2", true));
		assertEquals(List.of(oldest.id()), dry.forgotten().stream().map(ForgetChoice::snapshotId).toList());
		assertEquals(List.of("no option keeps it"), dry.forgotten().getFirst().reasons());
		assertFault(Fault.BAD_PARAMETERS, "the policy is empty", () -> api.forget(new ForgetRequest(null, "p", null, false)));
		assertFault(Fault.BAD_PARAMETERS, "a policy looks like", () -> api.forget(new ForgetRequest(null, "p", "keep some", false)));
		assertFault(Fault.BAD_PARAMETERS, "one of both", () -> api.forget(new ForgetRequest(List.of("latest"), "p", null, false)));
		assertFault(Fault.BAD_PARAMETERS, "one of both", () -> api.forget(new ForgetRequest(List.of(), null, null, false)));
		assertFault(Fault.BAD_PARAMETERS, "one of both", () -> api.forget(null));
		api.forget(new ForgetRequest(List.of(), "nas/docs", "last=2", false));
		assertEquals(List.of(newest.id(), middle.id()), real.repository.snapshots("nas", "docs").stream().map(Snapshot::id).toList());
		assertEquals(1, real.repository.snapshots("nas", "other").size());
	}

	@Test
	void aPolicyThatKeepsNothingIsNotReplacedByThePlans() {
		real.catalog.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()).withRetention(RetentionPolicy.EMPTY.keep(RetentionRule.LAST, 1)));
		for (String policy : List.of("", " ", "cascade", "zone=UTC")) {
			assertFault(Fault.BAD_PARAMETERS, "the policy is empty", () -> api.forget(new ForgetRequest(null, "p", policy, true)));
		}
		assertFault(Fault.BAD_PARAMETERS, "names no snapshot that stays", () -> api.forget(new ForgetRequest(null, "p", "last=0", true)));
		assertEquals(2, api.forget(new ForgetRequest(null, "p", null, true)).forgotten().size());
	}

	@Test
	void nothingGoesWhileWhatStaysIsDamaged() throws IOException {
		Path manifest = newest.tree().resolveSibling("manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		bytes[20] ^= 1;
		manifest.toFile().setWritable(true);
		Files.write(manifest, bytes);
		assertFault(Fault.REFUSED, "nothing is forgotten, because a snapshot that the policy keeps is damaged",
				() -> api.forget(new ForgetRequest(null, "nas/docs", "last=1", false)));
		assertEquals(4, real.repository.snapshots().size());
	}
}
