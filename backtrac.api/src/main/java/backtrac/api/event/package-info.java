/** The topics that BackTrac posts to the EventAdmin. */
@Export
@Version("1.1.0")
package backtrac.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
