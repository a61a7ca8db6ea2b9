package backtrac.engine.catalog;

import backtrac.api.catalog.CatalogException;
import backtrac.api.store.SnapshotNames;

/** The names that people give to things. */
final class Names {

	private Names() {
	}

	/**
	 * Returns the name.
	 *
	 * @param what the thing's kind, such as "client"
	 * @throws CatalogException if it cannot be one, or no backup could have it
	 */
	static String checked(String what, String name) {
		SnapshotNames.refusal(name).ifPresent(why -> {
			throw new CatalogException("The name of a " + what + " " + why + ".");
		});
		if (!name.equals(name.strip())) {
			throw new CatalogException("The name of a " + what + " must not begin or end with a space: \"" + name + "\".");
		}
		return name;
	}
}
