/** The seam to what the server knows: clients, plans, runs and their log, what is due, users. */
@Export
@Version("2.2.0")
package backtrac.api.catalog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
