package backtrac.https;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.access.HttpsEndpoint;
import backtrac.api.access.ServerCertificate;

/**
 * Encrypted access as {@code etc/backtrac.https.cfg} wants it. A change of the file makes another of these; the web server and its plain port
 * go on. It is there even when nothing works, to say why.
 */
@Component(service = HttpsEndpoint.class, configurationPid = "backtrac.https", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
@Designate(ocd = HttpsConfig.class)
public final class HttpsComponent implements HttpsEndpoint {

	private static final Logger log = LoggerFactory.getLogger(HttpsComponent.class);

	private static final int SECONDS = 15;

	private final ScheduledExecutorService attendant = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("backtrac.https").factory());
	private final HttpsServer server;
	private final String misconfigured;

	@Activate
	public HttpsComponent(BundleContext context, HttpsConfig config) {
		HttpsServer made = null;
		String wrong = null;
		try {
			made = server(context, config);
		} catch (IllegalArgumentException e) {
			wrong = e.getMessage();
			log.warn("Encrypted access: {}", wrong);
		}
		server = made;
		misconfigured = wrong;
		if (server != null) {
			attend();
			attendant.scheduleWithFixedDelay(this::attend, SECONDS, SECONDS, TimeUnit.SECONDS);
		}
	}

	@Deactivate
	void deactivate() {
		attendant.close(); // what it does now ends first
		if (server != null) {
			server.close();
		}
	}

	@Override
	public Optional<String> url() {
		return server == null ? Optional.empty() : server.url();
	}

	@Override
	public Optional<ServerCertificate> certificate() {
		return server == null ? Optional.empty() : server.certificate();
	}

	@Override
	public List<String> problems() {
		return server == null ? List.of("no encrypted access: " + misconfigured) : server.problems();
	}

	private void attend() {
		try {
			server.attend();
		} catch (RuntimeException e) { // it would not be called again
			log.error("Encrypted access cannot be attended to", e);
		}
	}

	private static HttpsServer server(BundleContext context, HttpsConfig config) {
		Path base = Path.of(context.getProperty("backtrac.base"));
		Clock clock = Clock.systemUTC();
		return new HttpsServer(ListenAddress.of(config.host(), config.port()), source(base, config, clock), factory -> {
			ServiceRegistration<ConnectorFactory> registration = context.registerService(ConnectorFactory.class, factory, null);
			return registration::unregister;
		}, clock);
	}

	private static CredentialsSource source(Path base, HttpsConfig config, Clock clock) {
		Path etc = base.resolve("etc").toAbsolutePath();
		String certificate = config.certificate().strip();
		String key = config.key().strip();
		if (certificate.isEmpty() && !key.isEmpty()) {
			throw new IllegalArgumentException("etc/backtrac.https.cfg names a key and no certificate: set certificate, too");
		}
		return certificate.isEmpty() ? new OwnCertificate(base.resolve("data").resolve("https").toAbsolutePath(), clock)
				: new PemFiles(etc.resolve(certificate), etc.resolve(key.isEmpty() ? certificate : key));
	}
}
