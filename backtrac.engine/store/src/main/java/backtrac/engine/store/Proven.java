package backtrac.engine.store;

/** Contents of the pool that were read whole by a run that trusts nothing else. Safe for use by several threads. */
final class Proven {

	private final ContentSet contents = new ContentSet();

	synchronized boolean contains(Hash hash) {
		return contents.contains(hash);
	}

	synchronized void add(Hash hash) {
		byte[] bytes = new byte[Hash.LENGTH];
		hash.copyTo(bytes, 0);
		contents.addAll(bytes);
	}
}
