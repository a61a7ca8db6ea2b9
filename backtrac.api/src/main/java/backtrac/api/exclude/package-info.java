/** What a plan leaves out: patterns of names and paths, read the same way where they are typed, stored and used. */
@Export
@Version("1.0.0")
package backtrac.api.exclude;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
