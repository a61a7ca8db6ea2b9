package backtrac.api.access;

import java.time.Instant;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.catalog.CatalogException;

/**
 * Who changed what, from where, and what came of it. Lines are added and never changed.
 *
 * <p>
 * Threads: all methods may be called by several threads at once; they block for the database and throw {@link CatalogException} when it fails.
 */
@ProviderType
public interface AuditLog {

	/** Adds a line; its id is passed over. */
	void add(AuditEntry entry);

	/** Lines that a query asks for, the latest first. */
	List<AuditEntry> entries(AuditQuery query);

	/** Removes lines that are older than a time, and tells how many. */
	int removeBefore(Instant time);
}
