package backtrac.api.transport;

import java.util.List;

import backtrac.api.entry.FileEntry;

/**
 * A folder as it was found.
 *
 * @param directory the folder itself, its metadata as of now
 * @param children  what it holds, in any order, without {@code .} and {@code ..}; each name once
 * @param problems  names that are there but could not be looked at, each with its reason
 */
public record Listing(FileEntry directory, List<FileEntry> children, List<Problem> problems) {

	public Listing {
		children = List.copyOf(children);
		problems = List.copyOf(problems);
	}

	/**
	 * A child that could not be looked at.
	 *
	 * @param entry  what is known of it, at least its name
	 * @param reason why, in words a person understands
	 */
	public record Problem(FileEntry entry, String reason) {
	}
}
