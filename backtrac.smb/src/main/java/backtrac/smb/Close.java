package backtrac.smb;

import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;

/** Closes what is open, and tells what it was then. [MS-SMB2] 2.2.15 */
final class Close extends Message {

	private static final int AND_TELL = 1;
	private static final int TOLD = 60;

	private Facts facts;

	Close(Configuration config, byte[] handle) {
		super(config, SMB2_CLOSE, body(24, 24).putShort(2, (short) AND_TELL).put(8, handle), 8);
	}

	@Override
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
		requireInside(buffer, at, TOLD, 0);
		facts = Facts.of(buffer, at + 8);
	}

	Facts facts() {
		return facts;
	}
}
