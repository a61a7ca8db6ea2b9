package backtrac.api.catalog;

/**
 * A machine to protect.
 *
 * @param id     made when the client is added, the same for ever
 * @param name   what people call it; also its folder in the repository
 * @param paused whether the scheduler leaves its plans alone; runs by hand begin anyway
 */
public record Client(String id, String name, boolean paused) {

	/** A client that is not paused. */
	public Client(String id, String name) {
		this(id, name, false);
	}

	/** The same, paused or not. */
	public Client withPaused(boolean pause) {
		return new Client(id, name, pause);
	}
}
