package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.entry.EntryPath;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

class TransportProbeTest {

	private static final Plan PLAN = new Plan("p", "c", "p", "smb", Map.of("share", "documents"), List.of());

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final TransportProbe probe = new TransportProbe(catalog);
	private int opened;
	private int closed;

	private final class Session implements TransportSession {

		Session() {
			opened++;
		}

		@Override
		public Listing list(EntryPath directory) {
			throw new UnsupportedOperationException("a probe reads nothing");
		}

		@Override
		public FileContent read(EntryPath file) {
			throw new UnsupportedOperationException("a probe reads nothing");
		}

		@Override
		public void close() {
			closed++;
		}
	}

	private ServiceOffer offer(Transport transport) {
		ServiceOffer offer = new ServiceOffer("smb", transport);
		probe.addTransport(offer);
		return offer;
	}

	@Test
	void aClientThatAnswersIsHere() {
		Map<String, Object> seen = new HashMap<>();
		catalog.set("p", "password", "secret");
		ServiceOffer offer = offer(settings -> {
			seen.putAll(settings);
			return new Session();
		});
		assertEquals(Optional.empty(), probe.obstacle(PLAN));
		assertEquals(Map.of("share", "documents", "password", "secret"), seen);
		assertEquals(1, opened);
		assertEquals(1, closed);
		assertEquals(0, offer.borrowed.get(), "given back");
	}

	@Test
	void aTransportThatIsNotHereIsAnObstacle() {
		assertEquals(Optional.of("no transport 'smb' is installed"), probe.obstacle(PLAN));
		ServiceOffer offer = offer(_ -> new Session());
		probe.removeTransport(offer);
		assertEquals(Optional.of("no transport 'smb' is installed"), probe.obstacle(PLAN));
	}

	@ParameterizedTest
	@EnumSource(Reason.class)
	void whetherItIsWorthWaitingDependsOnTheReason(Reason reason) {
		ServiceOffer offer = offer(_ -> {
			throw new TransportException(reason, "no");
		});
		boolean isAway = switch (reason) {
		case UNREACHABLE, TIMEOUT, CONNECTION_LOST, CLOSED -> true;
		default -> false;
		};
		assertEquals(isAway ? Optional.of("no") : Optional.empty(), probe.obstacle(PLAN));
		assertEquals(0, offer.borrowed.get());
	}

	@Test
	void aSecretThatATransportRepeatsIsHidden() {
		catalog.set("p", "password", "sesame");
		offer(settings -> {
			throw new TransportException(Reason.UNREACHABLE, "no route to smb://me:" + settings.get("password") + "@office");
		});
		assertEquals(Optional.of("no route to smb://me:***@office"), probe.obstacle(PLAN));
	}

	@Test
	void aTransportThatBreaksIsForTheRunToTell() {
		ServiceOffer offer = offer(_ -> {
			throw new IllegalStateException("broken");
		});
		assertEquals(Optional.empty(), probe.obstacle(PLAN));
		assertEquals(0, offer.borrowed.get());
	}

	@Test
	void soIsASecretThatCannotBeRead() {
		TransportProbe other = new TransportProbe(new MemoryCatalog() {
			@Override
			public Map<String, String> read(String owner) {
				throw new CatalogException("the key is another");
			}
		});
		other.addTransport(new ServiceOffer("smb", _ -> new Session()));
		assertEquals(Optional.empty(), other.obstacle(PLAN));
		assertEquals(0, opened);
	}
}
