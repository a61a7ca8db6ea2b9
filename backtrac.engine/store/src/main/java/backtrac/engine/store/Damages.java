package backtrac.engine.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;

/** Collects what is damaged; knows the first of them well and counts the rest. Safe for use by several threads. */
final class Damages {

	private static final int MOST = 1000;
	private static final int MOST_PLACES = 100;

	private final Map<String, Found> found = new LinkedHashMap<>();
	private long count;

	private static final class Found {

		private final Kind kind;
		private final String reason;
		private final Remedy remedy;
		private final List<Place> places = new ArrayList<>();
		private long placeCount;

		Found(Kind kind, String reason, Remedy remedy) {
			this.kind = kind;
			this.reason = reason;
			this.remedy = remedy;
		}
	}

	/** Adds a damage; each thing once. */
	synchronized void add(Kind kind, String what, String reason, Remedy remedy) {
		count++;
		if (found.size() < MOST) {
			found.putIfAbsent(what, new Found(kind, reason, remedy));
		}
	}

	/** Adds what a damage touches. */
	synchronized void touch(String what, Place place) {
		Found damage = found.get(what);
		if (damage != null) {
			damage.placeCount++;
			if (damage.places.size() < MOST_PLACES) {
				damage.places.add(place);
			}
		}
	}

	synchronized long count() {
		return count;
	}

	synchronized List<Damage> toList() {
		List<Damage> damages = new ArrayList<>();
		found.forEach((what, damage) -> damages.add(new Damage(damage.kind, what, damage.reason, damage.remedy, damage.places, damage.placeCount)));
		return damages;
	}
}
