package backtrac.engine.scheduler;

import java.time.LocalDateTime;
import java.util.Optional;

/** Times as a clock on the wall shows them, without regard to a time zone. Immutable. */
interface WallClock {

	/** The first of the times after this one; empty if there is none. */
	Optional<LocalDateTime> next(LocalDateTime after);
}
