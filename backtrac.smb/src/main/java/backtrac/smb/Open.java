package backtrac.smb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;

/** Opens or makes a file or folder, and tells what it is. [MS-SMB2] 2.2.13 */
final class Open extends Message {

	// access, [MS-SMB2] 2.2.13.1
	static final int READ_DATA = 0x1;
	static final int WRITE_DATA = 0x2;
	static final int READ_ATTRIBUTES = 0x80;
	static final int WRITE_ATTRIBUTES = 0x100;
	static final int DELETE = 0x10000;
	static final int SYNCHRONIZE = 0x100000;

	/** Others may read, write and remove what is read here. */
	static final int SHARE_ALL = 7;
	static final int SHARE_NONE = 0;

	// how
	static final int EXISTING = 1;
	static final int NEW = 2;

	// options
	static final int DIRECTORY = 0x1;
	static final int FILE = 0x40;
	/** Who may back up may read everything. */
	static final int FOR_BACKUP = 0x4000;
	/** Takes a link for what it is. */
	static final int NOT_THROUGH_LINKS = 0x200000;

	private static final int FIXED = 56;
	private static final int IMPERSONATION = 2;
	private static final int HANDLE = 64;

	private Facts facts;
	private byte[] handle;

	/** @param how {@link #EXISTING} or {@link #NEW} */
	Open(Configuration config, String path, int access, int share, int how, int options) {
		super(config, SMB2_CREATE, body(path.getBytes(StandardCharsets.UTF_16LE), access, share, how, options), -1);
	}

	private static ByteBuffer body(byte[] name, int access, int share, int how, int options) {
		return body(FIXED + Math.max(1, name.length), 57).putInt(4, IMPERSONATION).putInt(24, access).putInt(32, share).putInt(36, how)
				.putInt(40, options).putShort(44, (short) (HEADER + FIXED)).putShort(46, (short) name.length).put(FIXED, name);
	}

	@Override
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
		requireInside(buffer, at, HANDLE + SAME.length, 0);
		facts = Facts.of(buffer, at + 8);
		handle = new byte[SAME.length];
		System.arraycopy(buffer, at + HANDLE, handle, 0, handle.length);
	}

	/** What it was as it was opened. */
	Facts facts() {
		return facts;
	}

	@Override
	byte[] handle() {
		return handle;
	}
}
