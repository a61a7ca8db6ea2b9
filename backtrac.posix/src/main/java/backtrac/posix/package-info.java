/**
 * The operating system's own file calls, for what {@code java.nio} cannot do: names that are no text, paths of any
 * length, all metadata, and no race with a symbolic link. A library of this project, used by the store and the local
 * transport; it knows nothing of backups.
 */
@Export
@Version("1.1.0")
package backtrac.posix;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
