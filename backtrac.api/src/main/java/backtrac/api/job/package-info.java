/** The seam to what the server does: runs of backups, restores and the other verbs. */
@Export
@Version("1.4.0")
package backtrac.api.job;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
