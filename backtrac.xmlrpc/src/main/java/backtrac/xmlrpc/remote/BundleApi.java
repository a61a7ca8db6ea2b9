package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * The bundles of the server. Called as {@code bundle.…}. A bundle is named by its symbolic name or its id; methods that take one throw
 * {@link RpcFault} {@link Fault#NOT_FOUND} if there is none. Installed bundles are files in the server's folder {@code deploy}, and so there
 * after its next start.
 */
@ProviderType
public interface BundleApi {

	/** The largest jar, in bytes. */
	int LARGEST_JAR = 64 << 20;
	/** How large a jar or a part of one may be in a call, in bytes: a request has 8 MiB at most, and base64 takes a third more. */
	int LARGEST_PART = 5 << 20;

	/** All bundles, by id. */
	@Access(Role.VIEWER)
	@Help("All bundles, by id: array of struct of id, name, version, state (ACTIVE, RESOLVED if it is stopped, INSTALLED if something that it needs is missing), "
			+ "kind (OWN for a part of BackTrac, LIBRARY, DEPLOYED for what was added to this server), file (of one that was added), stoppable, schemes (the "
			+ "transports that it brings).")
	List<BundleInfo> list();

	/**
	 * Sends a part of a jar that is too large for one call. Uploads that are not used are dropped when the server stops, or when there are too many.
	 *
	 * @param upload which one the part continues; empty for the first part of a new one
	 * @param part   at most {@link #LARGEST_PART} bytes
	 * @return the upload's id
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such upload (any more), {@link Fault#REFUSED} if it gets larger than {@link #LARGEST_JAR}
	 */
	@Access(Role.ADMIN)
	@Help("Sends a part of a jar that is too large for one call: upload (the id that the first part was answered with; empty for the first), part (base64, at "
			+ "most 5 MiB). Answers the upload's id, for bundle.install or bundle.update. A jar has 64 MiB at most.")
	String upload(String upload, byte[] part);

	/**
	 * Adds a bundle, and waits until it is at work. One that does not get there is taken away again.
	 *
	 * @param jar    all of it; empty if it was uploaded
	 * @param upload its id; empty if the jar is given
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS} if it is no bundle, {@link Fault#REFUSED} if it is there already, or cannot work here: the message says why
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Adds a bundle to the server, and waits until it is at work: jar (base64; empty if it was uploaded), upload (an id of bundle.upload; empty if the jar is "
			+ "given). One that cannot work here is taken away again; the fault says what it needs. It stays when the server starts anew. Answers a struct as "
			+ "bundle.list.")
	BundleInfo install(byte[] jar, String upload);

	/**
	 * Replaces a bundle that was added, and waits until the new one is at work; if it does not get there, the old one is put back. A bundle that
	 * was stopped is started. Runs that use its transport end INTERRUPTED and are resumed.
	 *
	 * @throws RpcFault as for {@link #install}; {@link Fault#REFUSED} if the jar is another bundle, or the bundle is a part of the installation
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Replaces a bundle that was added by another version of it: bundle, jar, upload (as for bundle.install). Runs that use its transport end INTERRUPTED and "
			+ "are resumed. If the new one cannot work here, the old one is put back, and the fault says why. Answers a struct as bundle.list.")
	BundleInfo update(String bundle, byte[] jar, String upload);

	/** Starts a bundle that was stopped. */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Starts a bundle that was stopped. Answers a struct as bundle.list.")
	BundleInfo start(String bundle);

	/**
	 * Stops a bundle until somebody starts it, or the server starts anew. Runs that use its transport end INTERRUPTED.
	 *
	 * @throws RpcFault {@link Fault#REFUSED} if nobody could start it again, or it is a library
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Stops a bundle until it is started, or the server starts anew. Runs that use its transport end INTERRUPTED. Refused for libraries, and for what this "
			+ "interface needs itself. Answers a struct as bundle.list.")
	BundleInfo stop(String bundle);

	/**
	 * Takes a bundle away that was added.
	 *
	 * @throws RpcFault {@link Fault#REFUSED} if it is a part of the installation
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Takes a bundle away that was added, and its file. Plans that use its transport stay, and cannot run.")
	void remove(String bundle);
}
