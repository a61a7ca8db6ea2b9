/**
 * What differs between two snapshots: a pure function over what {@link backtrac.api.store.SnapshotReader} tells, so that the
 * command line and a page say the same.
 */
@Export
@Version("1.1.0")
package backtrac.api.diff;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
