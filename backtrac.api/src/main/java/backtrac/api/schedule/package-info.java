/** When plans are due. */
@Export
@Version("1.0.0")
package backtrac.api.schedule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
