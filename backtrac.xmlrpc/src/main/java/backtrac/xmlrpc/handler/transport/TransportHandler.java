package backtrac.xmlrpc.handler.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.Secrets;
import backtrac.api.transport.Mask;
import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.TransportApi;
import backtrac.xmlrpc.remote.TransportDescription;
import backtrac.xmlrpc.remote.TransportInfo;
import backtrac.xmlrpc.remote.TransportTrial;
import backtrac.xmlrpc.remote.TransportVerdict;

/** Answers {@code transport.…}. */
@Component(property = "xmlrpc.handler=transport", immediate = true)
public final class TransportHandler implements TransportApi {

	private final Catalog catalog;
	private final Secrets secrets;
	private final InstalledTransports transports;
	private final Lookup lookup;
	private final BundleContext context;
	private final Duration patience;
	private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

	@Activate
	public TransportHandler(@Reference Catalog catalog, @Reference PlanOverview overview, @Reference Secrets secrets, @Reference InstalledTransports transports,
			BundleContext context) {
		this(catalog, overview, secrets, transports, context, Duration.ofMillis(LONGEST_TEST_MS));
	}

	/** @param patience how long a test may take */
	TransportHandler(Catalog catalog, PlanOverview overview, Secrets secrets, InstalledTransports transports, BundleContext context, Duration patience) {
		this.catalog = catalog;
		this.secrets = secrets;
		this.transports = transports;
		this.lookup = new Lookup(catalog, overview);
		this.context = context;
		this.patience = patience;
	}

	@Override
	public List<TransportInfo> list() {
		Map<String, Integer> used = new TreeMap<>(catalog.plans().stream().collect(Collectors.toMap(Plan::transport, _ -> 1, Integer::sum)));
		List<TransportInfo> all = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (ServiceReference<Transport> transport : transports.all()) {
			Bundle bundle = transport.getBundle();
			if (bundle != null) { // it may go while we look
				String scheme = InstalledTransports.scheme(transport);
				all.add(new TransportInfo(Wire.text(scheme), transports.form(scheme, transport).map(Form::label).orElse(""), Wire.text(bundle.getSymbolicName()),
						bundle.getVersion().toString(), seen.add(scheme) ? TransportInfo.READY : TransportInfo.OUTRANKED, used.getOrDefault(scheme, 0)));
			}
		}
		used.forEach((scheme, plans) -> {
			if (!seen.contains(scheme)) {
				all.add(new TransportInfo(Wire.text(scheme), "", "", "", TransportInfo.MISSING, plans));
			}
		});
		all.sort(Comparator.comparing(TransportInfo::scheme));
		return all;
	}

	@Override
	public TransportDescription describe(String scheme) {
		ServiceReference<Transport> transport = find(scheme);
		Bundle bundle = Optional.ofNullable(transport.getBundle()).orElseThrow(() -> missing(scheme));
		Optional<Form> form = transports.form(scheme, transport);
		return new TransportDescription(scheme, form.map(Form::label).orElse(""), form.map(Form::description).orElse(""), Wire.text(bundle.getSymbolicName()),
				bundle.getVersion().toString(), form.isPresent(), form.map(Form::fields).orElse(List.of()));
	}

	@Override
	public TransportVerdict test(TransportTrial trial) {
		if (trial == null) {
			throw Wire.bad("what to test is missing");
		}
		Optional<Plan> plan = Wire.isMissing(trial.plan()) ? Optional.empty() : Optional.of(lookup.plan(trial.plan()));
		String scheme = Wire.isMissing(trial.scheme()) ? plan.map(Plan::transport).orElseThrow(() -> Wire.bad("the transport is missing: give its scheme, or a plan"))
				: trial.scheme();
		ServiceReference<Transport> transport = find(scheme);
		Optional<Plan> base = plan.filter(known -> known.transport().equals(scheme));
		Map<String, String> open = with(base.map(Plan::settings).orElse(Map.of()), Wire.texts("setting", trial.settings()));
		Map<String, String> hidden = with(Wire.refusable(() -> base.map(known -> secrets.read(known.id())).orElse(Map.of())), Wire.texts("secret", trial.secrets()));
		Optional<String> wrong = transports.form(scheme, transport).flatMap(form -> wrong(form, open, hidden));
		if (wrong.isPresent()) {
			return failed(Reason.SETTINGS, wrong.get(), hidden.values());
		}
		Map<String, Object> all = new HashMap<>(open);
		all.putAll(hidden);
		return attempt(new Attempt(scheme, context.getServiceObjects(transport), all), scheme, hidden.values());
	}

	private TransportVerdict attempt(Attempt attempt, String scheme, Collection<String> hidden) {
		attempts.add(attempt);
		try {
			int entries = attempt.result(patience);
			return new TransportVerdict(true, "", "connected, and the folder can be listed", entries);
		} catch (TransportException e) {
			return failed(e.reason(), e.getMessage(), hidden);
		} catch (ExecutionException e) {
			// of a class that may be the transport's own: only words are kept
			return failed(Reason.IO, "the transport " + scheme + " failed, which is a fault of it: " + e.getCause(), hidden);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return failed(Reason.CLOSED, "the server stops", hidden);
		} finally {
			attempts.remove(attempt);
		}
	}

	private static TransportVerdict failed(Reason reason, String message, Collection<String> hidden) {
		return new TransportVerdict(false, reason.name(), Wire.text(Mask.hide(message, hidden)), 0);
	}

	/** What of it the transport could not use, as its description says. */
	private static Optional<String> wrong(Form form, Map<String, String> open, Map<String, String> hidden) {
		try {
			open.forEach(form::requireSetting);
			hidden.keySet().forEach(form::requireSecret);
			return form.missing(open, hidden.keySet()).stream().findFirst().map(form::whatIsMissing);
		} catch (IllegalArgumentException e) {
			return Optional.of(e.getMessage());
		}
	}

	/** What is empty is taken away. */
	private static Map<String, String> with(Map<String, String> before, Map<String, String> changes) {
		Map<String, String> all = new TreeMap<>(before);
		all.putAll(changes);
		all.values().removeIf(String::isEmpty);
		return all;
	}

	private ServiceReference<Transport> find(String scheme) {
		return transports.find(Wire.orEmpty(scheme)).orElseThrow(() -> missing(scheme));
	}

	private static RpcFault missing(String scheme) {
		return new RpcFault(Fault.NOT_FOUND, "no transport '" + Wire.text(scheme) + "' is installed: transport.list tells which are");
	}

	/** Lets nobody wait for a handler that is gone. */
	@Deactivate
	void stop() {
		attempts.forEach(Attempt::end);
	}
}
