package backtrac.engine.jobs.runner;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Servers.Server;
import backtrac.api.job.Progress.Phase;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.journal.RunWords;
import backtrac.engine.jobs.run.Chain;
import backtrac.engine.jobs.run.CutOff;

/**
 * Tells the other servers that this one lives, and ends the runs of those that do not. A server is gone when its beat is the same at so
 * many looks in a row. Looks are counted, and not time: who has been asleep must not take the others for dead when it wakes up. A run of this
 * server that nobody here works on is ended in the same way. Used by one thread at a time.
 */
final class Presence {

	/** How often to look. */
	static final Duration PAUSE = Duration.ofSeconds(5);

	/** Looks without a change after which a server is gone: for half a minute. */
	static final int LOOKS = 7;

	private static final Logger log = LoggerFactory.getLogger(Presence.class);
	private static final long ABSENT = -1;

	private final CatalogServices catalog;
	private final Predicate<String> isWorkedOn;
	private final RunNews news;
	private final Clock clock;
	private Map<String, Sight> sights = new HashMap<>();

	/** A beat, and at how many looks in a row it was the same. */
	private record Sight(long beat, int looks) {
	}

	/** @param isWorkedOn tells of a run whether this server has it in hand */
	Presence(CatalogServices catalog, Predicate<String> isWorkedOn, RunNews news, Clock clock) {
		this.catalog = catalog;
		this.isWorkedOn = isWorkedOn;
		this.news = news;
		this.clock = clock;
	}

	/** Ends what this server's last stop has cut off. To be called before it works on anything. */
	void begin() {
		try {
			catalog.servers().beat();
			String self = catalog.servers().self();
			catalog.history().open().stream().filter(run -> run.server().equals(self)).forEach(run -> end(run, "the server crashed or was killed"));
		} catch (CatalogException e) {
			log.error("what the server's last stop has cut off cannot be recorded yet: {}", e.getMessage());
		}
	}

	/** Beats, and looks after the others. */
	void look() {
		try {
			catalog.servers().beat();
			List<Server> servers = catalog.servers().all();
			Map<String, Long> beats = new HashMap<>();
			servers.forEach(server -> beats.put(server.id(), server.beat()));
			String self = catalog.servers().self();
			beats.remove(self);
			Map<String, Sight> seen = new HashMap<>();
			beats.forEach((id, beat) -> seen.put(id, see(id, beat)));
			for (RunRecord run : catalog.history().open()) {
				boolean isOwn = run.server().equals(self);
				if (isOwn && isWorkedOn.test(run.id())) {
					continue;
				}
				// a server that is not in the list, or a run that nobody has in hand, may only be on its way
				String owner = isOwn ? "run " + run.id() : run.server();
				if (seen.computeIfAbsent(owner, id -> see(id, ABSENT)).looks() >= LOOKS) {
					end(run, isOwn ? "the server has lost sight of it" : "the server " + name(servers, run.server()) + " went away");
				}
			}
			sights = seen;
			seen.forEach((id, sight) -> remove(id, sight, servers));
		} catch (CatalogException e) {
			log.warn("this server cannot tell that it lives, nor look after others: {}", e.getMessage());
		}
	}

	private Sight see(String id, long beat) {
		Sight before = sights.get(id);
		return before == null || before.beat() != beat ? new Sight(beat, 1) : new Sight(beat, before.looks() + 1);
	}

	private void remove(String id, Sight sight, List<Server> servers) {
		if (sight.looks() >= LOOKS && sight.beat() != ABSENT) {
			log.warn("the server {} went away", name(servers, id));
			catalog.servers().remove(id);
		}
	}

	private static String name(List<Server> servers, String id) {
		return servers.stream().filter(server -> server.id().equals(id)).map(server -> "'" + server.name() + "'").findFirst().orElse(id.isEmpty() ? "before this one" : "'" + id + "'");
	}

	private void end(RunRecord run, String what) {
		RunRecord ended = CutOff.end(run, Chain.of(run, catalog.history()), what, clock.instant());
		if (catalog.history().end(ended, CutOff.again(ended))) {
			log.info("run {}: {}, {}", run.id(), ended.state(), ended.message());
			tell(ended);
			news.state(ended);
		}
	}

	private void tell(RunRecord ended) {
		try {
			catalog.log().append(List.of(new LogLine(0, ended.id(), ended.finished(), RunWords.level(ended.state()), Phase.DONE, "", ended.state() + ": " + ended.message(), "")));
		} catch (CatalogException e) {
			log.warn("run {}: its log lacks how it ended: {}", ended.id(), e.getMessage());
		}
	}
}
