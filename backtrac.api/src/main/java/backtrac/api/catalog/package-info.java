/** The seam to what the server knows: clients, plans, runs, users. */
@Export
@Version("1.0.0")
package backtrac.api.catalog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
