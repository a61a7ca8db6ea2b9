package backtrac.posix;

import java.nio.file.Path;
import java.util.Optional;

/** Opens folders through {@code java.nio}, on any system. */
final class NioFileSystem implements FileSystem {

	static final NioFileSystem INSTANCE = new NioFileSystem(true, NioMetadata.SYSTEM, NioNames.SYSTEM, NioSync.SYSTEM);

	private final boolean secure;
	private final NioMetadata metadata;
	private final NioNames names;
	private final NioSync sync;

	/** @param secure whether folders are held open where the system lets them */
	NioFileSystem(boolean secure, NioMetadata metadata, NioNames names, NioSync sync) {
		this.secure = secure;
		this.metadata = metadata;
		this.names = names;
		this.sync = sync;
	}

	@Override
	public Directory open(Path path) throws PosixException {
		return NioErrors.attempt("open", path.toString(), () -> new NioDirectory(this, NioFolder.open(path, secure), false));
	}

	@Override
	public Optional<String> limits() {
		return Optional.of("this system's files are reached through java.nio: no ACLs, no attributes but the user's, no pipes and devices, "
				+ (metadata.isUnix() ? "" : "no owners, permissions and hard links, ")
				+ "and no paths that are longer than the system takes at once");
	}

	NioMetadata metadata() {
		return metadata;
	}

	NioNames names() {
		return names;
	}

	NioSync sync() {
		return sync;
	}
}
