/**
 * What a policy keeps of a plan's snapshots, and why: a pure function, so that a page can show what a policy would do
 * before it does it.
 */
@Export
@Version("1.1.0")
package backtrac.api.retention;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
