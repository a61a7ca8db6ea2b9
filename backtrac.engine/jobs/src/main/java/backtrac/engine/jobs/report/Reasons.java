package backtrac.engine.jobs.report;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.TransportException;

/** Which entry could not be done, and why: in a few words that are the same for all entries, so that they can be counted. */
public final class Reasons {

	public static final String CHANGED = "changed while it was read: what was read last is in the snapshot";
	public static final String UNTOLD = "the transport does not say why";
	public static final String UNSAFE_NAME = "its name cannot stand in a path";

	private Reasons() {
	}

	/** What a thrown thing says; its kind if it says nothing. */
	public static String words(Throwable e) {
		return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
	}

	/** An entry's place for people. No {@link EntryPath}, as its name may be one that cannot stand in a path. */
	public static String place(EntryPath folder, FileEntry entry) {
		return folder.isRoot() ? entry.name().toString() : folder + "/" + entry.name();
	}

	/** Why an entry that was listed could not be read. */
	public static String ofReading(TransportException e) {
		return switch (e.reason()) {
		case NOT_FOUND -> "vanished while the backup ran";
		case NOT_A_DIRECTORY -> "became something else while the backup ran";
		case ACCESS_DENIED -> "permission denied";
		case LOCKED -> "in use by another program";
		default -> words(e);
		};
	}

	/** A reason without the entry that it names, as Windows writes it, too, so that it is the same for all entries. */
	public static String cause(String path, String reason) {
		String cause = without(path, reason);
		return cause.equals(reason) ? without(path.replace('/', '\\'), reason) : cause;
	}

	private static String without(String path, String reason) {
		int at = path.isEmpty() ? -1 : reason.indexOf(path + ": ");
		boolean isWhole = at == 0 || at > 0 && "/\\'".indexOf(reason.charAt(at - 1)) >= 0;
		return isWhole ? reason.substring(at + path.length() + 2) : reason.replace("'" + path + "'", "'…'");
	}

	/** Why an entry could not be written. */
	public static String ofWriting(TransportException e) {
		return switch (e.reason()) {
		case EXISTS -> "something is there already";
		case NOT_FOUND -> "the folder it belongs to is not there";
		case NOT_A_DIRECTORY -> "something that is no folder stands in its way";
		case ACCESS_DENIED -> "permission denied";
		case LOCKED -> "in use by another program";
		default -> words(e);
		};
	}
}
