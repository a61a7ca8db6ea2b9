/**
 * What a policy keeps of a plan's snapshots, and why: pure functions, so that a page can show what a policy would do
 * before it does it, now and in the times to come.
 */
@Export
@Version("1.2.0")
package backtrac.api.retention;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
