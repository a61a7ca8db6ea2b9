/** The seam to the repository, the central storage service: snapshots are written and read through it. */
@Export
@Version("1.5.0")
package backtrac.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
