package backtrac.xmlrpc.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.config.ConfigFile;
import backtrac.api.config.ConfigProblems;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/**
 * Writes the audit log: each call that changes something, and who was refused. What the catalog does not take goes to the server's log.
 * Removes lines that are too old, once a day.
 */
@Component(service = { Audit.class, ConfigProblems.class }, configurationPid = "backtrac.access")
@Designate(ocd = Audit.Config.class)
public final class Audit implements ConfigProblems {

	@ObjectClassDefinition(name = "Who may call", description = "Programs that call this server.")
	public @interface Config {

		@AttributeDefinition(name = "Days of the audit log", description = "For how many days the audit log keeps its lines.", type = AttributeType.INTEGER, min = "1", max = "9999")
		String auditDays() default "730";
	}

	/** The action of a call that was refused before it was read. */
	static final String REFUSED = "refused";

	private static final Logger log = LoggerFactory.getLogger(Audit.class);
	private static final int MOST_STRANGERS = 30;
	private static final int MOST_KNOWN = 300;
	private static final Duration DAY = Duration.ofDays(1);
	private static final int LONGEST_RESULT = 1000;

	private final Clock clock;
	private final Refusals strangers;
	private final Refusals known;
	/** Empty while nobody knows how many, and nothing may be removed. */
	private volatile OptionalInt days;
	private volatile List<String> problems = List.of();
	private Instant cleaned = Instant.MIN;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile AuditLog lines;

	@Activate
	public Audit(Config config) {
		this(Clock.systemUTC(), OptionalInt.empty());
		modified(config);
	}

	Audit(Clock clock, OptionalInt days) {
		this.clock = clock;
		this.days = days;
		this.strangers = new Refusals(clock, MOST_STRANGERS);
		this.known = new Refusals(clock, MOST_KNOWN);
	}

	@Modified
	void modified(Config config) {
		ConfigFile file = new ConfigFile("etc/backtrac.access.cfg");
		days = file.days("auditDays", config.auditDays());
		problems = file.problems();
		problems.forEach(log::warn);
	}

	@Override
	public List<String> configProblems() {
		return problems;
	}

	/** Somebody changed something, or could not. Who was asked to try again has changed nothing, and does so once a second. */
	void changed(Caller caller, String method, String details, RpcFault fault) {
		if (fault != null && fault.is(Fault.BUSY)) {
			return;
		}
		write(List.of(entry(caller.name(), caller.address(), method, details, fault)));
		clean();
	}

	/** The role of somebody did not suffice. */
	void forbidden(Caller caller, String method, String details, RpcFault fault) {
		write(known.add(entry(caller.name(), caller.address(), method, details, fault)));
	}

	/** A token was right, but is no good any more. */
	void refused(String token, String address, RpcFault fault) {
		write(known.add(entry(token, address, REFUSED, "", fault)));
	}

	/** Somebody had no token, or a wrong one. */
	void refused(String address, RpcFault fault) {
		write(strangers.add(entry("", address, REFUSED, "", fault)));
	}

	/** Writes what was counted and is due. So who reads the audit log sees all of it, as that takes a call. */
	void catchUp() {
		write(strangers.due());
		write(known.due());
	}

	@Deactivate
	void close() {
		write(strangers.rest());
		write(known.rest());
	}

	private AuditEntry entry(String who, String address, String action, String details, RpcFault fault) {
		return new AuditEntry(0, clock.instant(), who, address, action, details, fault == null ? AuditEntry.OK : result(fault));
	}

	private static String result(RpcFault fault) {
		return fault.code() + Fault.of(fault.code()).map(known -> " " + known.name()).orElse("") + ": "
				+ ParameterText.printable(String.valueOf(fault.getMessage()), LONGEST_RESULT);
	}

	private void write(List<AuditEntry> entries) {
		entries.forEach(this::write);
	}

	private void write(AuditEntry entry) {
		if (entry.action().equals(REFUSED)) {
			log.warn("Refused a call from {}: {}", entry.address(), entry.result());
		}
		AuditLog present = lines;
		try {
			if (present != null) {
				present.add(entry);
				return;
			}
			log.warn("There is no catalog for the audit log's line: {}", entry);
		} catch (CatalogException e) {
			log.warn("The audit log's line cannot be stored, {}: {}", e.getMessage(), entry);
		}
	}

	private void clean() {
		AuditLog present = lines;
		OptionalInt kept = days;
		if (present == null || kept.isEmpty() || !isTimeToClean()) {
			return;
		}
		try {
			int removed = present.removeBefore(clock.instant().minus(Duration.ofDays(kept.getAsInt())));
			if (removed > 0) {
				log.info("Removed {} lines of the audit log that were older than {} days", removed, kept.getAsInt());
			}
		} catch (CatalogException e) {
			log.warn("Old lines of the audit log cannot be removed now: {}", e.getMessage());
		}
	}

	private synchronized boolean isTimeToClean() {
		Instant now = clock.instant();
		if (cleaned.isAfter(now.minus(DAY))) {
			return false;
		}
		cleaned = now;
		return true;
	}
}
