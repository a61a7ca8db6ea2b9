package backtrac.engine.jobs.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import backtrac.api.exclude.Excludes;
import backtrac.api.store.RepositoryException;

/** Keeps restores off what the server itself consists of: its configuration, programs and data, which are in use while it runs. */
@Component(service = ServerFolders.class)
public final class ServerFolders {

	private final Path data;
	private final List<Path> all;

	@Activate
	public ServerFolders(BundleContext context) {
		this(Path.of(context.getProperty("backtrac.base")), context.getProperty("backtrac.home") == null ? null : Path.of(context.getProperty("backtrac.home")));
	}

	/**
	 * @param base the server's own folder
	 * @param home where BackTrac is installed; null if that is not known
	 */
	public ServerFolders(Path base, Path home) {
		this.data = base.resolve("data");
		Stream<Path> installed = home == null ? Stream.of() : Stream.of("bin", "lib", "bundles", "etc").map(home::resolve);
		this.all = Stream.concat(Stream.of("etc", "data", "deploy", "log", "bin", "lib", "bundles").map(base::resolve), installed).distinct().toList();
	}

	/**
	 * Leaves these folders out of what is below a folder of this machine. Symbolic links on the way to either are followed.
	 *
	 * @param folder where a restore writes to; need not exist
	 * @param within the folder below {@code data} that the configuration has for restores, if it is one of these; null if it is none
	 * @return the excludes, with the paths of those that lie below the folder
	 * @throws RepositoryException if the folder is one of these or lies in one; the message is for people
	 */
	public Excludes leaveOut(Excludes excludes, Path folder, Path within) throws IOException {
		Excludes result = excludes;
		for (Path each : all) {
			if (!each.equals(data) || !isBelowData(within)) {
				result = RepositoryFolder.leaveOut(result, folder, each, "the server's own folder");
			}
		}
		return result;
	}

	private boolean isBelowData(Path within) throws IOException {
		if (within == null) {
			return false;
		}
		Path real = RepositoryFolder.real(within);
		Path own = RepositoryFolder.real(data);
		return real.startsWith(own) && !real.equals(own);
	}
}
