package backtrac.api.exclude;

/**
 * Matches a sequence with a pattern that has stars, each standing for any number of items. In the worst case as many
 * steps as the product of both lengths, because only the last star ever has to take more: what stands before it has
 * matched as early as it can.
 */
interface StarMatcher {

	boolean isStar(int part);

	boolean matches(int part, int item);

	default boolean match(int parts, int items) {
		int part = 0;
		int item = 0;
		int star = -1;
		int taken = 0;
		while (item < items) {
			if (part < parts && isStar(part)) {
				star = part++;
				taken = item;
			} else if (part < parts && matches(part, item)) {
				part++;
				item++;
			} else if (star >= 0) {
				part = star + 1;
				item = ++taken;
			} else {
				return false;
			}
		}
		while (part < parts && isStar(part)) {
			part++;
		}
		return part == parts;
	}
}
