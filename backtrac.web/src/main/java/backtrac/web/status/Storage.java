package backtrac.web.status;

/**
 * Where the snapshots are.
 *
 * @param location   the repository's folder; null if the repository is not open
 * @param repository its id; null likewise
 * @param snapshots  how many there are; -1 if that is not known
 */
public record Storage(String location, String repository, int snapshots) {

	/** Nothing is known. */
	public static final Storage UNKNOWN = new Storage(null, null, -1);

	/** How many snapshots there are, and in which repository. */
	public String words() {
		if (location == null) {
			return "The repository is not open.";
		}
		return (snapshots < 0 ? "" : Format.count(snapshots, "snapshot") + ", ") + "repository " + repository;
	}
}
