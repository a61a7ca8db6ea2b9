package backtrac.notify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.Settings;

/**
 * When a notifier was told of which overdue plan, in the settings that all servers share: so it is known after a restart, and of two
 * servers one tells.
 */
final class Told {

	private static final String PREFIX = "notify.overdue.";
	private static final int LONGEST = 80;

	private static final Logger log = LoggerFactory.getLogger(Told.class);

	private final Settings settings;
	private final String prefix;
	private final Duration repeat;
	private final Map<String, String> times;

	/** Reads what has been told. */
	Told(Settings settings, Rules rules) {
		this.settings = settings;
		this.prefix = PREFIX + key(rules.name()) + '.';
		this.repeat = rules.repeat();
		this.times = settings.all(prefix);
	}

	/** A name with a dot must not look like another one's plan, and a long one must not be too long. */
	private static String key(String name) {
		String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace(".", "%2E");
		return encoded.length() <= LONGEST ? encoded : encoded.substring(0, LONGEST / 2) + '~' + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Of which plans to tell now: if it is time for any, also those for which it soon will be, so that many do not make many
	 * notifications. They count as told from then on; another server's are left out.
	 */
	List<PlanStatus> claim(List<PlanStatus> overdue, Instant now) {
		if (overdue.stream().noneMatch(plan -> isOlder(plan.planId(), repeat, now))) {
			return List.of();
		}
		List<PlanStatus> claimed = new ArrayList<>();
		try {
			for (PlanStatus plan : overdue) {
				String name = prefix + plan.planId();
				if (isOlder(plan.planId(), repeat.dividedBy(2), now) && settings.replace(name, times.get(name), now.toString())) {
					claimed.add(plan);
				}
			}
		} catch (CatalogException e) {
			// those that count as told have to be told
			log.error("not all plans without a good backup are told of: {}", e.getMessage());
		}
		return claimed;
	}

	/** Forgets plans that are good again: should they be overdue once more, that is told at once. */
	void forgetAllBut(Set<String> overdue) {
		times.forEach((name, time) -> {
			if (!overdue.contains(name.substring(prefix.length()))) {
				settings.replace(name, time, null);
			}
		});
	}

	private boolean isOlder(String planId, Duration age, Instant now) {
		String time = times.get(prefix + planId);
		try {
			// one in the future is of a clock that was wrong
			return time == null || Duration.between(Instant.parse(time), now).abs().compareTo(age) >= 0;
		} catch (DateTimeException _) {
			return true;
		}
	}
}
