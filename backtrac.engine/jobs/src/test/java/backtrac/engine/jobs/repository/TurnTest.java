package backtrac.engine.jobs.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.store.RepositoryBusyException;
import backtrac.api.store.RepositoryException;

class TurnTest {

	private final List<String> told = new ArrayList<>();
	private final List<Duration> pauses = new ArrayList<>();
	private final Turn turn = new Turn(4, Duration.ofSeconds(2), told::add);
	private int asked;

	@Test
	void asksAgainUntilItIsFree() throws Exception {
		assertEquals("done", turn.take(() -> free(3), pauses::add));
		assertEquals(List.of("in use 1"), told);
		assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2)), pauses);
	}

	@Test
	void givesUpInTheEnd() {
		assertEquals("in use 4: try again when that has ended", assertThrows(RepositoryBusyException.class, () -> turn.take(() -> free(5), pauses::add)).getMessage());
		assertEquals(3, pauses.size());
	}

	@Test
	void doesNotWaitForWhatDoesNotPass() {
		assertThrows(RepositoryException.class, () -> turn.take(() -> {
			throw new RepositoryException("broken");
		}, pauses::add));
		assertThrows(RepositoryBusyException.class, () -> Turn.NOW.take(() -> free(2), pauses::add));
		assertEquals(List.of(), pauses);
		assertEquals(List.of(), told);
	}

	private String free(int attempt) throws IOException {
		if (++asked < attempt) {
			throw new RepositoryBusyException("in use " + asked);
		}
		return "done";
	}
}
