package backtrac.api.store;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What and where a repository is.
 *
 * @param id        its own name in the world, made at init
 * @param location  the folder, absolute
 * @param created   when it was made
 * @param format    the version of the form on disk
 * @param linkLimit how many names one file may have there, as found at init
 */
public record RepositoryInfo(String id, Path location, Instant created, int format, int linkLimit) {
}
