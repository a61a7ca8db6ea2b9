package backtrac.xmlrpc.handler.plan;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Secrets;
import backtrac.api.job.RunState;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionText;
import backtrac.api.schedule.Timing;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeScheduler;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanDefinition;
import backtrac.xmlrpc.remote.PlanDetails;
import backtrac.xmlrpc.remote.PlanFilter;
import backtrac.xmlrpc.remote.PlanInfo;
import backtrac.xmlrpc.remote.SavedPlan;
import backtrac.xmlrpc.wire.Values;

class PlanHandlerTest {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@TempDir
	Path folder;

	private final MemoryCatalog catalog = new MemoryCatalog() {
		@Override
		public synchronized void save(Plan plan) {
			if (plans().stream().anyMatch(other -> !other.id().equals(plan.id()) && other.name().equals(plan.name()))) {
				throw new CatalogException("the client has a plan named " + plan.name() + " already");
			}
			super.save(plan);
		}
	};
	private final FakeOverview overview = new FakeOverview(catalog);
	private final FakeScheduler scheduler = new FakeScheduler();
	private PlanHandler handler;

	@BeforeEach
	void makeHandler() {
		catalog.save(new Client("c", "nas"));
		handler = new PlanHandler(catalog, overview, catalog, catalog, scheduler, new FakeRepository(folder.resolve("repository")),
				new FakeForms("local", "smb"), Clock.fixed(NOW, BERLIN), "host");
	}

	@Test
	void aNewPlanNeedsLittle() {
		SavedPlan saved = handler.save(definition(Map.of("client", "nas", "name", "docs", "settings", Map.of("path", "/home/./docs/"))));

		assertTrue(saved.created());
		assertEquals(List.of(), saved.next());
		assertEquals(new Plan(saved.planId(), "c", "docs", "local", Map.of("path", "/home/docs"), List.of()).withTiming(Timing.of("", BERLIN)),
				catalog.plan(saved.planId()).orElseThrow());
		assertEquals(1, scheduler.wakes());
	}

	@Test
	void aPlanKeepsWhatItIsTold() {
		SavedPlan saved = handler.save(definition(full()));

		assertEquals(List.of("2026-03-01T13:01:30Z", "2026-03-01T14:01:30Z"), saved.next().subList(0, 2));
		assertEquals(5, saved.next().size());
		Plan plan = catalog.plan(saved.planId()).orElseThrow();
		assertEquals(new Timing("hourly", ZoneId.of("Asia/Kolkata"), List.of("mon-fri 20:00-06:00"), List.of("sun 00:00-24:00"), Duration.ofSeconds(90), true),
				plan.timing());
		assertEquals(RetentionText.parse("cascade last=3 daily=13 zone=Asia/Kolkata"), plan.retention(), "midnight is where the plan is");
		assertEquals(Map.of("share", "docs", "port", "445"), plan.settings());
		assertEquals(Map.of("password", "geheim"), catalog.read(plan.id()));
		assertEquals(List.of("*.tmp"), plan.excludes());
		assertEquals(List.of(7, 1, true), List.of(plan.priority(), plan.retries(), plan.allowEmpty()));

		assertEquals(new PlanDetails(plan.id(), "nas", "share", "smb", Map.of("share", "docs", "port", "445"), List.of("password"), List.of("*.tmp"), "hourly",
				"Asia/Kolkata", List.of("mon-fri 20:00-06:00"), List.of("sun 00:00-24:00"), 90, true, "cascade last=3 daily=13 zone=Asia/Kolkata", 7, 1, true,
				false, saved.next(), PlanVersion.of(plan, Set.of("password"))), handler.get("nas/share"));
	}

	@Test
	void aChangeLeavesTheRestAsItIs() {
		String id = handler.save(definition(full())).planId();
		Plan before = catalog.plan(id).orElseThrow();

		assertFalse(handler.save(definition(Map.of("plan", "nas/share"))).created());
		assertEquals(before, catalog.plan(id).orElseThrow());
		handler.save(definition(Map.of("plan", id, "settings", Map.of("share", "other", "port", ""), "secrets", Map.of("password", "", "pin", "1234"), "schedule", "",
				"retention", "", "windows", new Object[0])));

		Plan after = catalog.plan(id).orElseThrow();
		assertEquals(Map.of("share", "other"), after.settings());
		assertEquals(Map.of("pin", "1234"), catalog.read(id));
		assertEquals("", after.timing().schedule());
		assertEquals(List.of(), after.timing().windows());
		assertEquals(before.timing().blackouts(), after.timing().blackouts());
		assertEquals(RetentionPolicy.EMPTY, after.retention());
		assertEquals(before.excludes(), after.excludes());
	}

	@Test
	void whoHasReadAPlanBeforeSomebodyElseChangedItIsTold() {
		handler.save(definition(full()));
		String read = handler.get("nas/share").version();
		handler.save(definition(Map.of("plan", "nas/share", "retries", 2, "version", read)));
		assertFault(Fault.CONFLICT, "somebody else has changed the plan share meanwhile: read it again",
				() -> handler.save(definition(Map.of("plan", "nas/share", "priority", 9, "secrets", Map.of("password", "x"), "version", read))));
		assertEquals(List.of(2, 7), List.of(handler.get("nas/share").retries(), handler.get("nas/share").priority()));
		assertEquals("geheim", catalog.read(handler.get("nas/share").planId()).get("password"));

		handler.save(definition(Map.of("plan", "nas/share", "retries", 1, "version", "")));
		assertEquals(read, handler.get("nas/share").version(), "it is as it was");
		handler.pause("nas/share");
		assertFault(Fault.CONFLICT, "meanwhile", () -> handler.save(definition(Map.of("plan", "nas/share", "priority", 9, "version", read))));
		handler.resume("nas/share");
		handler.save(definition(Map.of("plan", "nas/share", "priority", 9, "version", read)));
		assertFault(Fault.BAD_PARAMETERS, "a plan that is added has no version",
				() -> handler.save(definition(Map.of("client", "nas", "name", "new", "transport", "smb", "version", read))));
	}

	@Test
	void whatAPageChangesDuringACallIsNotLost() {
		String id = handler.save(definition(full())).planId();
		scheduler.onPreview(() -> catalog.save(catalog.plan(id).orElseThrow().withRetention(RetentionPolicy.EMPTY)));
		assertFault(Fault.CONFLICT, "somebody else has changed the plan share meanwhile", () -> handler.save(definition(Map.of("plan", id, "priority", 9))));
		assertEquals(RetentionPolicy.EMPTY, catalog.plan(id).orElseThrow().retention());
	}

	@Test
	void whatMakesNoSenseChangesNothing() {
		handler.save(definition(full()));
		assertBad("a schedule is 'hourly', not 'at noon'", Map.of("schedule", "at noon"));
		Object[] many = Collections.nCopies(101, "mon 20:00-21:00").toArray();
		for (String windows : List.of("windows", "blackouts")) {
			assertBad("a plan has at most 100 " + windows + ", not 101", Map.of(windows, many));
			assertFault(Fault.BAD_PARAMETERS, "at most 100 " + windows, () -> handler.preview(definition(Map.of(windows, many, "schedule", "hourly")), 1));
		}
		assertBad("'[' has a [ without a ]", Map.of("excludes", new Object[] { "*.tmp", "[" }));
		assertBad("the exclude '!a' begins with '!'", Map.of("excludes", new Object[] { "!a" }));
		assertBad("there is no time zone 'Berlin'", Map.of("zone", "Berlin"));
		assertBad("a policy looks like", Map.of("retention", "much"));
		assertBad("retries must be from 0 to 100", Map.of("retries", -1));
		assertBad("jitter_seconds must be from 0", Map.of("jitter_seconds", -1));
		assertBad("the name of the plan must not hold a slash", Map.of("name", "a/b"));
		assertBad("a transport has a name such as 'local'", Map.of("transport", "S M B"));
		assertBad("'password' is a secret", Map.of("settings", Map.of("password", "x")));
		assertBad("a setting has a name, and a value", Map.of("settings", Map.of("ports", new Object[] { 1 })));
		assertBad("the setting 'path' is missing (Its full path): the transport local needs it", Map.of("transport", "local"));
		assertBad("the path must be absolute, not 'docs'", Map.of("transport", "local", "settings", Map.of("path", "docs")));
		assertFault(Fault.REFUSED, "in the repository itself",
				() -> handler.save(definition(Map.of("plan", "nas/share", "transport", "local", "settings", Map.of("path", folder + "/repository/pool")))));
		assertEquals(1, scheduler.wakes());

		assertFault(Fault.BAD_PARAMETERS, "the client is missing", () -> handler.save(definition(Map.of("name", "docs"))));
		assertFault(Fault.NOT_FOUND, "there is no client 'desk'", () -> handler.save(definition(Map.of("client", "desk", "name", "docs"))));
		assertFault(Fault.BAD_PARAMETERS, "the name of the plan must not be empty", () -> handler.save(definition(Map.of("client", "nas"))));
		assertFault(Fault.REFUSED, "a plan named share already", () -> handler.save(definition(full())));
		assertFault(Fault.BAD_PARAMETERS, "the plan is missing", () -> handler.save(null));
		catalog.save(new Client("d", "desk"));
		assertFault(Fault.REFUSED, "a plan stays with its client", () -> handler.save(definition(Map.of("plan", "nas/share", "client", "desk"))));
		assertEquals(1, catalog.plans().size());
	}

	@Test
	void excludesThatWereThereBeforeDoNotKeepAPlanFromBeingMended() {
		String id = handler.save(definition(full())).planId();
		Plan plan = catalog.plan(id).orElseThrow();
		catalog.save(new Plan(id, plan.clientId(), plan.name(), plan.transport(), plan.settings(), List.of("[")));

		handler.save(definition(Map.of("plan", id, "retries", 7)));
		assertEquals(List.of("["), catalog.plan(id).orElseThrow().excludes());
		handler.save(definition(Map.of("plan", id, "excludes", new Object[0])));
		assertEquals(List.of(), catalog.plan(id).orElseThrow().excludes());
	}

	@Test
	void aNewPlanWhoseSecretsCannotBeKeptIsNoPlan() {
		MemoryCatalog noKey = new MemoryCatalog() {
			@Override
			public synchronized void set(String owner, String name, String value) {
				throw new CatalogException("the key is missing");
			}
		};
		PlanHandler other = new PlanHandler(catalog, overview, catalog, noKey, scheduler, new FakeRepository(folder), new FakeForms("smb"), Clock.systemUTC(),
				"host");
		assertFault(Fault.REFUSED, "the key is missing", () -> other.save(definition(full())));
		assertEquals(List.of(), catalog.plans());
	}

	@Test
	void aPlanWhoseNewSecretsCannotBeKeptIsAsItWas() {
		String id = handler.save(definition(full())).planId();
		Plan before = catalog.plan(id).orElseThrow();
		String version = handler.get(id).version();
		Secrets failing = new Secrets() {
			@Override
			public void set(String owner, String name, String value) {
				if (name.equals("password") && value != null) {
					throw new CatalogException("the key is missing");
				}
				catalog.set(owner, name, value);
			}

			@Override
			public Set<String> names(String owner) {
				return catalog.names(owner);
			}

			@Override
			public Map<String, String> read(String owner) {
				return catalog.read(owner);
			}
		};
		PlanHandler other = new PlanHandler(catalog, overview, catalog, failing, scheduler, new FakeRepository(folder), new FakeForms("smb"), Clock.systemUTC(),
				"host");
		Map<String, Object> change = Map.of("plan", id, "priority", 9, "secrets", Map.of("pin", "1234", "password", "new"), "version", version);
		assertFault(Fault.REFUSED, "the key is missing", () -> other.save(definition(change)));
		assertEquals(before, catalog.plan(id).orElseThrow());
		assertEquals(Map.of("password", "geheim"), catalog.read(id));
		handler.save(definition(change));
		assertEquals(9, catalog.plan(id).orElseThrow().priority());
	}

	@Test
	void previewChangesNothing() {
		assertEquals(List.of("2026-03-01T13:00:00Z"), handler.preview(definition(Map.of("schedule", "hourly")), 1));
		String id = handler.save(definition(full())).planId();
		assertEquals(List.of("2026-03-01T13:00:10Z"), handler.preview(definition(Map.of("plan", id, "jitter_seconds", 10)), 1));
		assertEquals(90, handler.get(id).jitterSeconds());
		assertFault(Fault.BAD_PARAMETERS, "a schedule is", () -> handler.preview(definition(Map.of("schedule", "x")), 1));
		assertFault(Fault.BAD_PARAMETERS, "count", () -> handler.preview(definition(Map.of()), 0));
	}

	@Test
	void listsPagesWithTheStateOfEach() {
		plan("1a", "docs", null);
		plan("1b", "mail", status("1b", "mail", RunState.FAILED, new Due("1b", null, NOW.plusSeconds(60), Waiting.RETRY, NOW, 2, "r", null, 3)));
		plan("2c", "pics", status("2c", "pics", RunState.SUCCEEDED, new Due("2c", null, Instant.EPOCH, Waiting.SCHEDULE, null, 1, null, NOW.minusSeconds(90_000), 3)));
		plan("2d", "wiki", status("2d", "wiki", RunState.PARTIAL, new Due("2d", null, null, Waiting.SCHEDULE, null, 1, null, NOW.minusSeconds(80_000), 3)));

		List<PlanInfo> all = handler.list(null);
		assertEquals(List.of("NEVER", "FAILED", "OVERDUE", "PARTIAL"), all.stream().map(PlanInfo::health).toList());
		assertEquals(new PlanInfo("1b", "mail", "c", "nas", "local", "hourly", false, "FAILED", "r", "FAILED", "2026-03-01T12:00:00Z", "so\uFFFD it went", "",
				"2026-03-01T11:00:00Z", "2026-03-01T12:01:00Z", "RETRY"), all.get(1));
		assertEquals("", all.get(0).lastRunId());
		assertEquals("", all.get(2).next());
		assertEquals("", all.get(3).next());
		assertEquals(List.of("docs", "mail"), names(new PlanFilter("nas", "", null, null, 2)));
		assertEquals(List.of("wiki"), names(new PlanFilter(null, null, null, 3, null)));
		assertEquals(List.of("pics"), names(new PlanFilter(null, "Pic", "overdue", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "health is one of [FAILED, OVERDUE", () -> handler.list(new PlanFilter(null, null, "ill", null, null)));
		assertFault(Fault.NOT_FOUND, "no client 'x'", () -> handler.list(new PlanFilter("x", null, null, null, null)));
	}

	@Test
	void findsAPlanByWhatPeopleCallIt() {
		plan("1a", "docs", null);
		plan("1b", "mail", null);

		for (String name : List.of("1a", "nas/docs", "NAS/Docs", "c/docs")) {
			assertEquals("1a", handler.get(name).planId(), name);
		}
		assertFault(Fault.BAD_PARAMETERS, "more than one plan's id", () -> handler.get("1"));
		assertFault(Fault.NOT_FOUND, "there is no plan '3'", () -> handler.get("3"));
		assertFault(Fault.NOT_FOUND, "has no plan 'x'", () -> handler.get("nas/x"));
		assertFault(Fault.NOT_FOUND, "no client 'desk'", () -> handler.get("desk/x"));
		assertFault(Fault.BAD_PARAMETERS, "the plan is missing", () -> handler.get(""));
	}

	@Test
	void pausesAndResumes() {
		plan("1a", "docs", null);
		handler.pause("nas/docs");
		assertTrue(catalog.plan("1a").orElseThrow().paused());
		assertTrue(handler.get("1a").paused());
		handler.resume("1a");
		assertFalse(catalog.plan("1a").orElseThrow().paused());
		assertEquals(2, scheduler.wakes());
	}

	@Test
	void isNotRemovedWhileARunGoesOn() {
		plan("1a", "docs", null);
		catalog.add(new RunRecord("r", "backup", "1a", "", RunOrigin.PERSON, "", RunState.QUEUED, NOW, null, null, null, 0, 0, 0, 0, null));
		assertFault(Fault.REFUSED, "the run r of the plan has not ended", () -> handler.remove("nas/docs"));
		catalog.end(new RunRecord("r", "backup", "1a", "", RunOrigin.PERSON, "", RunState.CANCELLED, NOW, null, NOW, null, 0, 0, 0, 0, ""), null);
		handler.remove("nas/docs");
		assertEquals(List.of(), catalog.plans());
	}

	@Test
	void aDefinitionNeverShowsItsSecrets() {
		assertFalse(definition(full()).toString().contains("geheim"));
	}

	@Test
	void aTransportThatIsNotInstalledTakesNothingAway() {
		SavedPlan share = handler.save(definition(full()));
		assertEquals(List.of(), share.warnings());
		Map<String, String> before = catalog.plan(share.planId()).orElseThrow().settings();

		SavedPlan saved = handler.save(definition(Map.of("plan", "nas/share", "transport", "ftp")));
		assertEquals(List.of("the transport ftp is not installed: the plan cannot run until it is"), saved.warnings());
		assertEquals(before, catalog.plan(share.planId()).orElseThrow().settings());
		assertEquals(List.of(), handler.save(definition(Map.of("plan", "nas/share", "transport", "smb"))).warnings());
		assertEquals(before, catalog.plan(share.planId()).orElseThrow().settings());

		SavedPlan local = handler.save(definition(Map.of("plan", "nas/share", "transport", "local", "settings", Map.of("path", "/docs"))));
		assertEquals(List.of("the setting port = 445 of the transport smb has been taken away", "the setting share = docs of the transport smb has been taken away",
				"the secret password of the transport smb has been taken away"),
				local.warnings());
		assertEquals(Map.of("path", "/docs"), catalog.plan(share.planId()).orElseThrow().settings());
		assertEquals(Map.of(), catalog.read(share.planId()), "nobody else's password is told to it");
	}

	@Test
	void aLocalPlanTakesWhatItCanUse() throws IOException {
		String id = handler.save(definition(Map.of("client", "nas", "name", "docs", "settings", Map.of("path", folder.toString())))).planId();
		Path file = Files.writeString(folder.resolve("file"), "x");
		for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("settings", Map.of("foo", "bar")), Map.of("settings", Map.of("path", file.toString())),
				Map.of("secrets", Map.of("password", "x")))) {
			Map<String, Object> change = new HashMap<>(wrong);
			change.put("plan", id);
			assertFault(Fault.BAD_PARAMETERS, wrong.toString().contains("file") ? "not a folder" : "the transport local has no", () -> handler.save(definition(change)));
		}
		assertEquals(Map.of("path", folder.toString()), catalog.plan(id).orElseThrow().settings());
		assertEquals(Map.of(), catalog.read(id));

		Path comes = folder.resolve("comes-and-goes");
		handler.save(definition(Map.of("plan", id, "settings", Map.of("path", comes.toString(), "foo", ""), "secrets", Map.of("password", ""))));
		Files.createFile(comes);
		handler.save(definition(Map.of("plan", id, "priority", 3)));
		assertEquals(3, catalog.plan(id).orElseThrow().priority());
	}

	@Test
	void settingsAreWhatTheTransportDescribes() {
		handler.save(definition(full()));
		Plan before = catalog.plans().getFirst();
		assertBad("the transport smb has no setting 'shara': it has share, port", Map.of("settings", Map.of("shara", "x")));
		assertBad("the setting 'port' is a whole number from 1 to 65535, not 'many'", Map.of("settings", Map.of("port", "many")));
		assertBad("the setting 'port' is a whole number from 1 to 65535, not '0'", Map.of("settings", Map.of("port", 0)));
		assertBad("the setting 'share' is missing: the transport smb needs it", Map.of("settings", Map.of("share", "")));
		assertBad("'share' is no secret of the transport smb: give it among the settings", Map.of("secrets", Map.of("share", "x")));
		assertBad("the transport smb has no secret 'key': it has password, pin", Map.of("secrets", Map.of("key", "geheim")));
		assertBad("the transport local has no secrets: leave 'password' out",
				Map.of("transport", "local", "settings", Map.of("path", "/x"), "secrets", Map.of("password", "x")));
		assertEquals(before, catalog.plans().getFirst());
		assertEquals(Map.of("password", "geheim"), catalog.read(before.id()));
	}

	@Test
	void whatHasBeenMissingDoesNotKeepAPlanFromBeingMended() {
		Plan half = new Plan("h", "c", "half", "smb", Map.of("old", "x", "port", "445"), List.of());
		catalog.save(half);

		SavedPlan saved = handler.save(definition(Map.of("plan", "nas/half", "priority", 2)));
		assertEquals(List.of("the setting 'share' is missing: the transport smb needs it",
				"the transport smb has no setting 'old': it is passed over, and an empty value takes it away"), saved.warnings());
		assertEquals(List.of(), handler.save(definition(Map.of("plan", "h", "settings", Map.of("old", "", "share", "docs")))).warnings());
		assertFault(Fault.BAD_PARAMETERS, "the setting 'share' is missing",
				() -> handler.save(definition(Map.of("client", "nas", "name", "new", "transport", "smb"))));
	}

	@Test
	void aSecretThatWasGivenAsASettingIsNotShown() {
		Map<String, Object> early = Map.of("client", "nas", "name", "early", "transport", "ftp", "settings", Map.of("share", "docs", "pin", "geheim"));
		String id = handler.save(definition(early)).planId();
		catalog.save(new Plan(id, "c", "early", "smb", catalog.plan(id).orElseThrow().settings(), List.of())); // now somebody knows that it is one

		assertEquals(Map.of("share", "docs"), handler.get("nas/early").settings());
		SavedPlan saved = handler.save(definition(Map.of("plan", id)));
		assertEquals(List.of("'pin' was among the settings and is a secret: it has been taken away, give it among the secrets"), saved.warnings());
		assertEquals(Map.of("share", "docs"), catalog.plan(id).orElseThrow().settings());
	}

	@Test
	void whatMightBeASecretOfATransportThatIsNotThereIsNotShownAndStays() {
		Map<String, Object> settings = Map.of("share", "docs", "client_secret", "geheim");
		String id = handler.save(definition(Map.of("client", "nas", "name", "cloud", "transport", "ftp", "settings", settings))).planId();

		assertEquals(Map.of("share", "docs"), handler.get("nas/cloud").settings());
		handler.save(definition(Map.of("plan", id, "retries", 1)));
		assertEquals(settings, catalog.plan(id).orElseThrow().settings());
		assertFault(Fault.BAD_PARAMETERS, "'Passwd' is a secret", () -> handler.save(definition(Map.of("plan", id, "settings", Map.of("Passwd", "x")))));
	}

	private static Map<String, Object> full() {
		return Map.ofEntries(Map.entry("client", "NAS"), Map.entry("name", "share"), Map.entry("transport", "smb"),
				Map.entry("settings", Map.of("share", "docs", "port", 445)), Map.entry("secrets", Map.of("password", "geheim")),
				Map.entry("excludes", new Object[] { "*.tmp" }), Map.entry("schedule", " hourly "), Map.entry("zone", "Asia/Kolkata"),
				Map.entry("windows", new Object[] { "mon-fri 20:00-06:00" }), Map.entry("blackouts", new Object[] { "sun 00:00-24:00" }),
				Map.entry("jitter_seconds", 90), Map.entry("ends_with_window", true), Map.entry("retention", "cascade last=3 daily=13"),
				Map.entry("priority", 7), Map.entry("retries", 1), Map.entry("allow_empty", true));
	}

	/** As it comes over the wire. */
	private static PlanDefinition definition(Map<String, Object> struct) {
		return (PlanDefinition) Values.fromCall(struct, PlanDefinition.class, "parameter 1");
	}

	private void assertBad(String words, Map<String, Object> change) {
		Map<String, Object> all = new HashMap<>(change);
		all.put("plan", "nas/share");
		assertFault(Fault.BAD_PARAMETERS, words, () -> handler.save(definition(all)));
	}

	private void plan(String id, String name, PlanStatus status) {
		catalog.save(new Plan(id, "c", name, "local", Map.of("path", "/" + name), List.of()));
		if (status != null) {
			overview.tell(status);
		}
	}

	private static PlanStatus status(String id, String name, RunState last, Due due) {
		return new PlanStatus(id, name, "c", "nas", "local", "hourly", false, "r", last, NOW, "so\u0001 it went", null, NOW.minusSeconds(3600), due);
	}

	private List<String> names(PlanFilter filter) {
		return handler.list(filter).stream().map(PlanInfo::plan).toList();
	}
}
