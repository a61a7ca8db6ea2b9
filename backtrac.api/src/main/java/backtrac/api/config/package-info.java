/** The seam to what is wrong in {@code etc/}: components go on with what is usual, and tell it. */
@Export
@Version("1.0.0")
package backtrac.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
