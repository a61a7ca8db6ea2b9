package backtrac.xmlrpc.handler.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import backtrac.api.catalog.Plan;
import backtrac.api.schedule.Timing;

/**
 * What tells a plan from how it was before: a text that is made of all that is to be seen of it, so that it is the same at each server, and again when a
 * change is taken back.
 */
final class PlanVersion {

	private static final int BYTES = 16;

	private final MessageDigest digest;

	private PlanVersion() {
		try {
			digest = MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // each Java has it
		}
	}

	/** @param secrets the names of those that are set */
	static String of(Plan plan, Set<String> secrets) {
		Timing timing = plan.timing();
		PlanVersion version = new PlanVersion();
		version.add(List.of(plan.id(), plan.clientId(), plan.name(), plan.transport(), plan.retention(), plan.paused(), plan.priority(), plan.retries(),
				plan.allowEmpty(), timing.schedule(), timing.zone(), timing.jitter(), timing.endsWithWindow()));
		TreeMap<String, String> settings = new TreeMap<>(plan.settings());
		version.add(settings.keySet());
		version.add(settings.values());
		version.add(plan.excludes());
		version.add(timing.windows());
		version.add(timing.blackouts());
		version.add(new TreeSet<>(secrets));
		return HexFormat.of().formatHex(version.digest.digest(), 0, BYTES);
	}

	/** With its length before each, so that nothing can be taken for a part of its neighbour. */
	private void add(Collection<?> facts) {
		add(Integer.toString(facts.size()));
		facts.forEach(fact -> add(fact.toString()));
	}

	private void add(String fact) {
		byte[] bytes = fact.getBytes(StandardCharsets.UTF_8);
		digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
		digest.update(bytes);
	}
}
