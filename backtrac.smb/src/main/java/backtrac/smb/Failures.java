package backtrac.smb;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

import jcifs.smb.SmbException;
import jcifs.smb.SmbUnsupportedOperationException;
import jcifs.util.transport.ConnectionTimeoutException;
import jcifs.util.transport.RequestTimeoutException;

/**
 * Turns what a server or the library says into what a transport says. Causes are left out: callers of other bundles must not hold
 * objects of this one's libraries.
 */
final class Failures {

	private Failures() {
	}

	/** A request about an entry was refused. */
	static TransportException about(String path, StatusException e) {
		return new TransportException(reason(e.status()), path + ": " + text(e.status()));
	}

	static Reason reason(int status) {
		return switch (status) {
		case Status.NO_SUCH_FILE, Status.OBJECT_NAME_NOT_FOUND, Status.OBJECT_PATH_NOT_FOUND, Status.DELETE_PENDING, Status.FILE_DELETED -> Reason.NOT_FOUND;
		case Status.NOT_A_DIRECTORY, Status.STOPPED_ON_SYMLINK -> Reason.NOT_A_DIRECTORY;
		case Status.OBJECT_NAME_COLLISION, Status.DIRECTORY_NOT_EMPTY, Status.FILE_IS_A_DIRECTORY -> Reason.EXISTS;
		case Status.ACCESS_DENIED, Status.CANNOT_DELETE, Status.MEDIA_WRITE_PROTECTED -> Reason.ACCESS_DENIED;
		case Status.SHARING_VIOLATION, Status.FILE_LOCK_CONFLICT -> Reason.LOCKED;
		case Status.DISK_FULL, Status.QUOTA_EXCEEDED -> Reason.NO_SPACE;
		case Status.OBJECT_NAME_INVALID, Status.OBJECT_PATH_INVALID, Status.OBJECT_PATH_SYNTAX_BAD, Status.NAME_TOO_LONG, Status.NOT_SUPPORTED,
				Status.INVALID_INFO_CLASS, Status.PATH_NOT_COVERED -> Reason.UNSUPPORTED;
		default -> Reason.IO;
		};
	}

	static String text(int status) {
		return switch (status) {
		case Status.NO_SUCH_FILE, Status.OBJECT_NAME_NOT_FOUND, Status.OBJECT_PATH_NOT_FOUND, Status.DELETE_PENDING, Status.FILE_DELETED ->
			"no such file or folder";
		case Status.NOT_A_DIRECTORY -> "not a folder";
		case Status.STOPPED_ON_SYMLINK -> "a symbolic link";
		case Status.OBJECT_NAME_COLLISION -> "is there already";
		case Status.FILE_IS_A_DIRECTORY -> "a folder";
		case Status.DIRECTORY_NOT_EMPTY -> "a folder that holds something";
		case Status.ACCESS_DENIED, Status.CANNOT_DELETE -> "permission denied";
		case Status.MEDIA_WRITE_PROTECTED -> "cannot be written to";
		case Status.SHARING_VIOLATION, Status.FILE_LOCK_CONFLICT -> "in use by another program";
		case Status.DISK_FULL -> "no room left";
		case Status.QUOTA_EXCEEDED -> "the user's quota is used up";
		case Status.OBJECT_NAME_INVALID, Status.OBJECT_PATH_INVALID, Status.OBJECT_PATH_SYNTAX_BAD -> "the server takes no such name";
		case Status.NAME_TOO_LONG -> "its name is too long for the server";
		case Status.NOT_SUPPORTED, Status.INVALID_INFO_CLASS -> "the server cannot do that";
		case Status.PATH_NOT_COVERED -> "a link of DFS that leads to another server: back up that server's own share";
		default -> "the server refused it with the code 0x" + Integer.toHexString(status).toUpperCase(Locale.ROOT);
		};
	}

	/** Tells if an answer means that the connection, and not the request, is the matter. */
	static boolean isOfConnection(int status) {
		return switch (status) {
		case Status.NETWORK_NAME_DELETED, Status.USER_SESSION_DELETED, Status.NETWORK_SESSION_EXPIRED, Status.CONNECTION_DISCONNECTED,
				Status.FILE_CLOSED -> true;
		default -> false;
		};
	}

	/** A connection did not come to be. */
	static TransportException connecting(Share share, Throwable failure) {
		for (Throwable e = failure; e != null; e = e.getCause()) {
			TransportException known = switch (e) {
			case UnknownHostException unknown -> unreachable("There is no machine named " + share.host() + ". Check host, or set it to the IP address.");
			case ConnectionTimeoutException timeout -> timeout(share);
			case RequestTimeoutException timeout -> timeout(share);
			case SocketTimeoutException timeout -> timeout(share);
			case NoRouteToHostException noRoute -> unreachable("There is no way to " + share.host() + ": is it switched on, and in this network?");
			case ConnectException refused -> unreachable(share.host() + " takes no connections at port " + share.port()
					+ ". Is file sharing on there, and does its firewall let this server in?");
			case SmbUnsupportedOperationException unsupported -> settings(share.host()
					+ " insists on encrypting what goes over the network, which BackTrac cannot do. Let it sign instead, for this share at least.");
			case SmbException smb -> refused(share, smb.getNtStatus());
			default -> null;
			};
			if (known != null) {
				return known;
			}
			String message = String.valueOf(e.getMessage());
			if (message.contains("not compatible with the server") || message.contains("does not support SMB2")) {
				return settings(share.host() + " and BackTrac do not agree on how to speak. It must know SMB " + share.minimum() + " or newer"
						+ (share.signed() ? ", and sign messages." : "."));
			}
		}
		return unreachable("What answers at port " + share.port() + " of " + share.host() + " is no file server, or broke off. Check host and port.");
	}

	/** Null if the code says nothing: then the cause does. */
	private static TransportException refused(Share share, int status) {
		String who = share.domain().isEmpty() ? share.user() : share.domain() + "\\" + share.user();
		return switch (status) {
		case Status.LOGON_FAILURE, Status.WRONG_PASSWORD, Status.NO_SUCH_USER -> credentials(
				share.host() + " does not know " + who + " with this password. It was tried once, so that no account gets locked.");
		case Status.ACCOUNT_LOCKED_OUT -> credentials("The account " + who + " is locked on " + share.host() + ". Have it unlocked first.");
		case Status.ACCOUNT_DISABLED, Status.ACCOUNT_EXPIRED -> credentials("The account " + who + " is switched off or has expired on " + share.host() + ".");
		case Status.PASSWORD_EXPIRED, Status.PASSWORD_MUST_CHANGE -> credentials("The password of " + who + " has expired on " + share.host()
				+ ". Set a new one that does not expire.");
		case Status.ACCOUNT_RESTRICTION, Status.INVALID_LOGON_HOURS, Status.INVALID_WORKSTATION, Status.LOGON_TYPE_NOT_GRANTED -> credentials(
				share.host() + " does not let " + who + " sign in over the network, or not now.");
		case Status.BAD_NETWORK_NAME -> unreachable(share.host() + " has no share named " + share.name() + ", or not now.");
		case Status.ACCESS_DENIED -> settings(share.host() + " does not let " + who + " use the share " + share.name()
				+ ". Give the account the right to read it; if it has that, the share may require encryption, which BackTrac cannot do.");
		default -> null;
		};
	}

	private static TransportException timeout(Share share) {
		return new TransportException(Reason.TIMEOUT,
				share.host() + " does not answer at port " + share.port() + ". Is it switched on, and does its firewall let this server in?");
	}

	private static TransportException unreachable(String sentence) {
		return new TransportException(Reason.UNREACHABLE, sentence);
	}

	private static TransportException settings(String sentence) {
		return new TransportException(Reason.SETTINGS, sentence);
	}

	private static TransportException credentials(String sentence) {
		return new TransportException(Reason.CREDENTIALS, sentence);
	}
}
