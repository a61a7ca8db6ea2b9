package backtrac.smb;

import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.util.SMBUtil;

/** Writes to an open file. [MS-SMB2] 2.2.21 */
final class Write extends Message {

	private static final int FIXED = 48;

	private final int length;
	private int written;

	Write(Configuration config, byte[] handle, long offset, byte[] source, int from, int length) {
		super(config, SMB2_WRITE, body(FIXED + length, 49).putShort(2, (short) (HEADER + FIXED)).putInt(4, length).putLong(8, offset).put(16, handle)
				.put(FIXED, source, from, length), 16);
		this.length = length;
	}

	@Override
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
		written = SMBUtil.readInt4(buffer, at + 4);
		if (written < 0 || written > length) {
			throw new SMBProtocolDecodingException("more written than was sent");
		}
	}

	/** How much of it the server has taken. */
	int written() {
		return written;
	}
}
