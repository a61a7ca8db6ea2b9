package backtrac.web.status;

/** How well a plan is protected, the best first. */
public enum Health {
	PROTECTED("Protected", Level.GOOD),
	CANCELLED("Last one cancelled", Level.WARNING),
	INTERRUPTED("Last one interrupted", Level.WARNING),
	PARTIAL("Partial", Level.WARNING),
	NEVER("Never backed up", Level.WARNING),
	FAILED("Failed", Level.BAD);

	private final String label;
	private final Level level;

	Health(String label, Level level) {
		this.label = label;
		this.level = level;
	}

	public String label() {
		return label;
	}

	public Level level() {
		return level;
	}
}
