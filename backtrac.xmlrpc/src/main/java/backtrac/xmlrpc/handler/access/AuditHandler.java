package backtrac.xmlrpc.handler.access;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.access.AuditQuery;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.AuditApi;
import backtrac.xmlrpc.remote.AuditFilter;
import backtrac.xmlrpc.remote.AuditInfo;

/** Answers {@code audit.…}. */
@Component(property = "xmlrpc.handler=audit", immediate = true)
public final class AuditHandler implements AuditApi {

	private final AuditLog lines;

	@Activate
	public AuditHandler(@Reference AuditLog lines) {
		this.lines = lines;
	}

	@Override
	public List<AuditInfo> list(AuditFilter filter) {
		AuditFilter wanted = Wire.orElse(filter, new AuditFilter(null, null, null, null, null));
		AuditQuery query = new AuditQuery(nullIfMissing(wanted.who()), nullIfMissing(wanted.action()), Wire.time("since", wanted.since()),
				before(wanted.before()), Wire.limit(wanted.limit(), AuditFilter.MOST));
		return lines.entries(query).stream().map(AuditHandler::info).toList();
	}

	private static long before(Long id) {
		if (id != null && id < 1) {
			throw Wire.bad("before is the id of a line, not " + id);
		}
		return id == null ? 0 : id;
	}

	private static AuditInfo info(AuditEntry e) {
		return new AuditInfo(e.id(), Wire.time(e.time()), Wire.text(e.who()), Wire.text(e.address()), Wire.text(e.action()), Wire.text(e.details()),
				Wire.text(e.result()));
	}

	private static String nullIfMissing(String text) {
		return Wire.isMissing(text) ? null : text;
	}
}
