package backtrac.smb;

import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.util.SMBUtil;

/** Reads of an open file. [MS-SMB2] 2.2.19 */
final class Read extends Message {

	/** The library takes no larger answers. */
	static final int MOST = 64_936;

	private final byte[] target;
	private final int from;
	private final int most;
	private int length;

	/** @param target to be filled from {@code from} on, as far as there is something, with {@code most} bytes at most */
	Read(Configuration config, byte[] handle, long offset, byte[] target, int from, int most) {
		super(config, SMB2_READ, body(49, 49).putInt(4, most).putLong(8, offset).put(16, handle), 16);
		this.target = target;
		this.from = from;
		this.most = most;
	}

	@Override
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
		int start = buffer[at + 2] & 0xFF;
		int count = SMBUtil.readInt4(buffer, at + 4);
		requireInside(buffer, start, count, 0);
		if (count > most) {
			throw new SMBProtocolDecodingException("more than was asked for");
		}
		System.arraycopy(buffer, start, target, from, count);
		length = count;
	}

	/** How much came. */
	int length() {
		return length;
	}
}
