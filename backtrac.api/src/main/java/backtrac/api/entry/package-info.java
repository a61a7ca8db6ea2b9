/** Files and folders as they are named and described on the way from a client to the repository and back. */
@Export
@Version("1.1.0")
package backtrac.api.entry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
