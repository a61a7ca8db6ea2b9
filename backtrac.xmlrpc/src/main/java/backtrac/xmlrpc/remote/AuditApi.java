package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/** Who changed what, or was refused. Called as {@code audit.…}. */
@ProviderType
public interface AuditApi {

	/** A page of the audit log, the latest first. */
	@Access(Role.ADMIN)
	@Help("The audit log, the latest first: each call that changes something, and who was refused. Takes a struct of who, action (its beginning, such as "
			+ "plan.), since, before (the id of a page's last line: the next page), limit (1 to 5000); what is absent does not matter. Answers an array of struct of "
			+ "id, time, who (a token's name; data/token is the server's own), address, action, details, result (OK, or the fault).")
	List<AuditInfo> list(AuditFilter filter);
}
