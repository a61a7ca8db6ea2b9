/** The seam to what tells people of what happened: mail, web hooks. */
@Export
@Version("1.0.0")
package backtrac.api.notify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
