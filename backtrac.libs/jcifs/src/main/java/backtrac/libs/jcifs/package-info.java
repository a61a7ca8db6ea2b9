/** What makes jcifs-ng fast. It works without, too. */
@Export
@Version("1.0.0")
package backtrac.libs.jcifs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
