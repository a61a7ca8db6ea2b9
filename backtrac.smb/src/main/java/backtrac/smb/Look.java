package backtrac.smb;

import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.smb2.Smb2Constants;
import jcifs.internal.util.SMBUtil;

/** Asks what an open file is by now. [MS-SMB2] 2.2.37, [MS-FSCC] 2.4.29 */
final class Look extends Message {

	private static final byte NETWORK_OPEN_INFORMATION = 34;
	private static final int LENGTH = 56;

	private Facts facts;

	Look(Configuration config, byte[] handle) {
		super(config, SMB2_QUERY_INFO,
				body(40, 41).put(2, Smb2Constants.SMB2_0_INFO_FILE).put(3, NETWORK_OPEN_INFORMATION).putInt(4, LENGTH).put(24, handle), 24);
	}

	@Override
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
		int start = SMBUtil.readInt2(buffer, at + 2) & 0xFFFF;
		requireInside(buffer, start, SMBUtil.readInt4(buffer, at + 4), LENGTH);
		facts = Facts.of(buffer, start);
	}

	Facts facts() {
		return facts;
	}
}
