package backtrac.xmlrpc.handler.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import backtrac.api.access.HttpsEndpoint;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Settings;
import backtrac.api.config.ConfigProblems;
import backtrac.api.schedule.Scheduler;
import backtrac.api.store.Repository;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.CallerInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.HttpsInfo;
import backtrac.xmlrpc.remote.Pauses;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.ServerStatus;
import backtrac.xmlrpc.server.Caller;
import backtrac.xmlrpc.server.Troubles;

/** Answers {@code server.…}. */
@Component(property = "xmlrpc.handler=server", immediate = true)
public final class ServerHandler implements ServerApi {

	private static final String PAUSE = "true";

	private final Troubles troubles;
	private final String version;
	private final Path firstPasswordFile;

	/** What else there is to tell. It may be missing: how the server is must be told anyway. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Repository repository;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Catalog catalog;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Settings settings;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile Scheduler scheduler;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile HttpsEndpoint https;
	@Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	volatile List<ConfigProblems> configured = List.of();

	@Activate
	public ServerHandler(@Reference Troubles troubles, BundleContext context) {
		this(troubles, context.getBundle().getVersion(), Path.of(context.getProperty("backtrac.base")));
	}

	ServerHandler(Troubles troubles, Version version, Path base) {
		this.troubles = troubles;
		this.version = display(version);
		this.firstPasswordFile = base.resolve("data").resolve("first-password").toAbsolutePath(); // the catalog makes it and deletes it
	}

	@Override
	public ServerStatus status() {
		Repository known = repository;
		HttpsEndpoint encrypted = https;
		return new ServerStatus(version, ManagementFactory.getRuntimeMXBean().getStartTime(), known == null ? "" : known.info().location().toString(),
				Files.exists(firstPasswordFile) ? firstPasswordFile.toString() : "", troubles.now(),
				encrypted == null ? HttpsInfo.NONE : info(encrypted), warnings(encrypted));
	}

	private List<String> warnings(HttpsEndpoint encrypted) {
		Stream<String> access = encrypted == null ? Stream.of() : encrypted.problems().stream();
		return Stream.concat(access, configured.stream().flatMap(one -> one.configProblems().stream()).sorted()).map(Wire::text).toList();
	}

	private static HttpsInfo info(HttpsEndpoint https) {
		String url = https.url().orElse("");
		return https.certificate().map(certificate -> new HttpsInfo(url, certificate.fingerprint(), Wire.text(certificate.subject()), certificate.expires().toString(),
				Wire.text(certificate.file().toString()))).orElse(HttpsInfo.NONE);
	}

	@Override
	public Pauses pauses() {
		Catalog known = present(catalog);
		boolean all = present(settings).get(Settings.PAUSED).filter(PAUSE::equals).isPresent();
		Map<String, String> clients = new HashMap<>();
		known.clients().forEach(client -> clients.put(client.id(), Wire.text(client.name())));
		return new Pauses(all, known.clients().stream().filter(Client::paused).map(client -> Wire.text(client.name())).toList(), known.plans().stream()
				.filter(Plan::paused).map(plan -> clients.getOrDefault(plan.clientId(), "") + "/" + Wire.text(plan.name())).sorted().toList());
	}

	@Override
	public void pause() {
		setPaused(PAUSE);
	}

	@Override
	public void resume() {
		setPaused(null);
	}

	@Override
	public CallerInfo whoami() {
		Caller caller = Caller.current();
		return new CallerInfo(Wire.text(caller.name()), caller.role().name(), Wire.text(caller.client()), caller.address());
	}

	private void setPaused(String value) {
		present(settings).set(Settings.PAUSED, value);
		Scheduler woken = scheduler;
		if (woken != null) { // one that comes looks at the setting by itself
			woken.wake();
		}
	}

	private static <T> T present(T service) {
		if (service == null) {
			throw new RpcFault(Fault.UNAVAILABLE, "the server has no catalog now: it may be starting or being updated");
		}
		return service;
	}

	/** As Maven writes it: 0.1.0-SNAPSHOT. */
	private static String display(Version version) {
		String numbers = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
		return version.getQualifier().isEmpty() ? numbers : numbers + "-" + version.getQualifier();
	}
}
