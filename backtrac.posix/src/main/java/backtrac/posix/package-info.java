/**
 * The operating system's own file calls, for what {@code java.nio} cannot do: names that are no text, paths of any
 * length, all metadata, and no race with a symbolic link. Where they cannot be had, {@code java.nio} stands behind the same
 * interfaces and does what it can. {@link backtrac.posix.PrivateFiles} keeps secrets from other users.
 * A library of this project, used by the store, the local transport and who has secrets; it knows nothing of backups.
 */
@Export
@Version("1.2.0")
package backtrac.posix;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
