package backtrac.engine.catalog;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

import backtrac.api.catalog.CatalogException;

/** The names that people give to things. */
final class Names {

	/** The most characters of a name; the tables have room for as many. */
	static final int LONGEST = 200;

	private Names() {
	}

	/**
	 * Returns the name.
	 *
	 * @param what the thing's kind, such as "client"
	 * @throws CatalogException if it cannot be one
	 */
	static String checked(String what, String name) {
		if (name.isBlank() || !name.equals(name.strip())) {
			throw new CatalogException("The name of a " + what + " must not be empty, nor begin or end with a space: \"" + name + "\".");
		}
		if (name.length() > LONGEST) {
			throw new CatalogException("The name of a " + what + " must not be longer than " + LONGEST + " characters: this one has "
					+ name.length() + ".");
		}
		if (name.chars().anyMatch(Character::isISOControl)) {
			throw new CatalogException("The name of a " + what + " must not hold control characters such as a line break.");
		}
		return name;
	}

	/** The same for all names that people take for the same: in upper or lower case, with composed letters or not. */
	static String key(String name) {
		// by way of upper case, as some letters are different in lower case only, such as the final sigma
		return Normalizer.normalize(name, Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}
}
