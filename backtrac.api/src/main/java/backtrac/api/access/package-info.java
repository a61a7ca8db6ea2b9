/** The seam to who may do what: tokens of programs, and the log of what was changed by whom. */
@Export
@Version("1.0.0")
package backtrac.api.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
