package backtrac.smb;

/** What a server answers instead of what it was asked for: the codes of [MS-ERREF] 2.3 that mean something here. */
final class Status {

	static final int OK = 0;
	static final int NO_MORE_FILES = 0x80000006;
	static final int STOPPED_ON_SYMLINK = 0x8000002D;
	static final int INVALID_INFO_CLASS = 0xC0000003;
	static final int NO_SUCH_FILE = 0xC000000F;
	static final int END_OF_FILE = 0xC0000011;
	static final int ACCESS_DENIED = 0xC0000022;
	static final int OBJECT_NAME_INVALID = 0xC0000033;
	static final int OBJECT_NAME_NOT_FOUND = 0xC0000034;
	static final int OBJECT_NAME_COLLISION = 0xC0000035;
	static final int OBJECT_PATH_INVALID = 0xC0000039;
	static final int OBJECT_PATH_NOT_FOUND = 0xC000003A;
	static final int OBJECT_PATH_SYNTAX_BAD = 0xC000003B;
	static final int SHARING_VIOLATION = 0xC0000043;
	static final int QUOTA_EXCEEDED = 0xC0000044;
	static final int FILE_LOCK_CONFLICT = 0xC0000054;
	static final int DELETE_PENDING = 0xC0000056;
	static final int NO_SUCH_USER = 0xC0000064;
	static final int WRONG_PASSWORD = 0xC000006A;
	static final int LOGON_FAILURE = 0xC000006D;
	static final int ACCOUNT_RESTRICTION = 0xC000006E;
	static final int INVALID_LOGON_HOURS = 0xC000006F;
	static final int INVALID_WORKSTATION = 0xC0000070;
	static final int PASSWORD_EXPIRED = 0xC0000071;
	static final int ACCOUNT_DISABLED = 0xC0000072;
	static final int DISK_FULL = 0xC000007F;
	static final int MEDIA_WRITE_PROTECTED = 0xC00000A2;
	static final int FILE_IS_A_DIRECTORY = 0xC00000BA;
	static final int NOT_SUPPORTED = 0xC00000BB;
	static final int NETWORK_NAME_DELETED = 0xC00000C9;
	static final int BAD_NETWORK_NAME = 0xC00000CC;
	static final int DIRECTORY_NOT_EMPTY = 0xC0000101;
	static final int NOT_A_DIRECTORY = 0xC0000103;
	static final int NAME_TOO_LONG = 0xC0000106;
	static final int CANNOT_DELETE = 0xC0000121;
	static final int FILE_DELETED = 0xC0000123;
	static final int FILE_CLOSED = 0xC0000128;
	static final int LOGON_TYPE_NOT_GRANTED = 0xC000015B;
	static final int ACCOUNT_EXPIRED = 0xC0000193;
	static final int USER_SESSION_DELETED = 0xC0000203;
	static final int CONNECTION_DISCONNECTED = 0xC000020C;
	static final int PASSWORD_MUST_CHANGE = 0xC0000224;
	static final int ACCOUNT_LOCKED_OUT = 0xC0000234;
	static final int PATH_NOT_COVERED = 0xC0000257;
	static final int NETWORK_SESSION_EXPIRED = 0xC000035C;

	private Status() {
	}
}
