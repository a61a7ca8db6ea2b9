/** The seam to the machines that are backed up: a way to list, read and write their files. */
@Export
@Version("1.2.0")
package backtrac.api.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
