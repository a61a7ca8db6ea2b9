package backtrac.https;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.access.HttpsEndpoint;
import backtrac.api.access.ServerCertificate;

/**
 * Has the web server listen with encryption, as far as that is possible now. {@link #attend} is called now and then: what did not work is
 * tried again, and a certificate that has changed is taken up.
 *
 * <p>
 * Threads: {@link #attend} and {@link #close} by one at a time; all else at any time, the connector by that of the web server.
 */
final class HttpsServer implements HttpsEndpoint, ConnectorFactory, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(HttpsServer.class);

	/** So long before a certificate expires people are warned. */
	private static final Duration WARNING = Duration.ofDays(30);

	/** Offers a connector to the web server, which fetches it at once if it is there; what it answers takes it back. */
	@FunctionalInterface
	interface Registrar {
		Runnable offer(ConnectorFactory factory);
	}

	private final ListenAddress address;
	private final CredentialsSource source;
	private final Registrar registrar;
	private final Clock clock;

	/** A port that was taken and that no connector has yet. */
	private final AtomicReference<ServerSocketChannel> taken = new AtomicReference<>();
	private volatile Credentials credentials;
	private volatile Tls tls;
	private volatile String portProblem;
	private volatile String certificateProblem;
	private Runnable withdraw;

	HttpsServer(ListenAddress address, CredentialsSource source, Registrar registrar, Clock clock) {
		this.address = address;
		this.source = source;
		this.registrar = registrar;
		this.clock = clock;
	}

	/** Does what is to be done. */
	void attend() {
		if (address.isOff()) {
			return;
		}
		certificateProblem = told(certificateProblem, takeUpCertificate());
		if (credentials == null) {
			return;
		}
		if (withdraw != null && portProblem != null) { // the web server was started anew, and the port was another's by then
			withdraw();
		}
		if (withdraw == null) {
			listen();
		}
	}

	@Override
	public Optional<String> url() {
		return withdrawnOrOff() ? Optional.empty() : Optional.of(address.url());
	}

	@Override
	public Optional<ServerCertificate> certificate() {
		Credentials known = credentials;
		return known == null ? Optional.empty()
				: Optional.of(new ServerCertificate(known.fingerprint(), known.certificate().getSubjectX500Principal().getName(), expires(known), source.file()));
	}

	@Override
	public List<String> problems() {
		List<String> problems = new ArrayList<>();
		Credentials known = credentials;
		if (certificateProblem != null) {
			problems.add((known == null ? "no encrypted access: " : "the former certificate stays in use: ") + certificateProblem);
		}
		if (portProblem != null) {
			problems.add("no encrypted access: " + portProblem);
		}
		if (known != null && expires(known).isBefore(clock.instant().plus(WARNING))) {
			boolean over = expires(known).isBefore(clock.instant());
			problems.add("the certificate of encrypted access " + (over ? "has expired on " : "expires on ") + expires(known) + ": " + source.renewal());
		}
		return problems;
	}

	/** Called by the web server, also when it is started anew. */
	@Override
	public Connector createConnector(Server server) {
		ServerSocketChannel port = taken.getAndSet(null);
		try {
			Tls fresh = new Tls(credentials);
			ServerConnector connector = fresh.connector(server);
			connector.setHost(address.host());
			connector.setPort(address.port());
			connector.open(port == null ? address.open() : port);
			tls = fresh;
			return connector;
		} catch (IOException | GeneralSecurityException e) {
			portProblem = told(portProblem, e.getMessage());
			closeQuietly(port);
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	@Override
	public void close() {
		withdraw();
	}

	/** What hinders it; null if nothing does. */
	private String takeUpCertificate() {
		try {
			Credentials now = source.load();
			Tls running = tls;
			if (running != null && !running.shows(now)) {
				running.change(now);
				log.info("Took up another certificate, SHA-256 fingerprint {}", now.fingerprint());
			}
			credentials = now;
			return null;
		} catch (IOException e) {
			log.debug("{} cannot be used", source, e);
			return e.getMessage();
		}
	}

	private void listen() {
		try {
			taken.set(address.open());
			portProblem = null;
			withdraw = registrar.offer(this);
			if (portProblem == null) {
				log.info("Encrypted access at {}, SHA-256 fingerprint {}", address.url(), credentials.fingerprint());
			}
		} catch (IOException e) {
			portProblem = told(portProblem, e.getMessage());
		}
	}

	private void withdraw() {
		Runnable known = withdraw;
		withdraw = null;
		tls = null;
		if (known != null) {
			known.run();
		}
		closeQuietly(taken.getAndSet(null));
	}

	private boolean withdrawnOrOff() {
		return address.isOff() || credentials == null || portProblem != null;
	}

	/** Says in the log what has not been said yet. No error: the start of a server takes one for the reason why it does not come up. */
	private static String told(String before, String now) {
		if (now != null && !Objects.equals(before, now)) {
			log.warn("Encrypted access: {}", now);
		}
		return now;
	}

	private static Instant expires(Credentials credentials) {
		return credentials.certificate().getNotAfter().toInstant();
	}

	private static void closeQuietly(ServerSocketChannel port) {
		if (port != null) {
			try {
				port.close();
			} catch (IOException e) {
				log.debug("A port could not be closed", e);
			}
		}
	}
}
