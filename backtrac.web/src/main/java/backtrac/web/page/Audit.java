package backtrac.web.page;

import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.server.VaadinRequest;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.catalog.CatalogException;
import backtrac.web.live.Services;

/**
 * Has the audit log tell what people change on the page: each under the name of the call of the remote interface that does the same. What the catalog does not
 * take goes to the server's log.
 */
final class Audit {

	private static final Logger log = LoggerFactory.getLogger(Audit.class);
	/** Tells a user's line from one of a token of the same name. */
	private static final String WHERE = "on the web page";

	private final Services services;

	Audit(Services services) {
		this.services = services;
	}

	/**
	 * Adds a line about who is signed in.
	 *
	 * @param details of what, without secrets; may be empty
	 * @param refused why it was not done, if so
	 */
	void add(String action, String details, Optional<String> refused) {
		AuditEntry entry = new AuditEntry(0, Instant.now(), Pages.user(), address(), action, details.isEmpty() ? WHERE : details + ", " + WHERE,
				refused.orElse(AuditEntry.OK));
		Optional<AuditLog> lines = services.audit();
		if (lines.isEmpty()) {
			log.warn("There is no catalog for the audit log's line: {}", entry);
			return;
		}
		try {
			lines.get().add(entry);
		} catch (CatalogException e) {
			log.warn("The audit log's line cannot be stored, {}: {}", e.getMessage(), entry);
		}
	}

	private static String address() {
		return VaadinRequest.getCurrent() == null ? "" : VaadinRequest.getCurrent().getRemoteAddr();
	}
}
