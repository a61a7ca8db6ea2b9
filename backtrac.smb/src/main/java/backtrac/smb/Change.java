package backtrac.smb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import jcifs.Configuration;
import jcifs.internal.smb2.Smb2Constants;

/** Changes something of an open file or folder. [MS-SMB2] 2.2.39 */
final class Change extends Message {

	// [MS-FSCC] 2.4.7, 2.4.37, 2.4.11
	private static final byte BASIC = 4;
	private static final byte RENAME = 10;
	private static final byte DISPOSITION = 13;
	private static final int FIXED = 32;

	private Change(Configuration config, byte[] handle, byte kind, byte[] information) {
		super(config, SMB2_SET_INFO, body(FIXED + information.length, 33).put(2, Smb2Constants.SMB2_0_INFO_FILE).put(3, kind)
				.putInt(4, information.length).putShort(8, (short) (HEADER + FIXED)).put(16, handle).put(FIXED, information), 16);
	}

	/** Its time of modification and its attributes. */
	static Change basic(Configuration config, byte[] handle, Metadata.Basic basic) {
		return new Change(config, handle, BASIC, information(40).putLong(16, basic.written()).putInt(32, basic.attributes()).array());
	}

	/** Its name. */
	static Change name(Configuration config, byte[] handle, String smbPath, boolean replace) {
		byte[] name = smbPath.getBytes(StandardCharsets.UTF_16LE);
		return new Change(config, handle, RENAME,
				information(20 + name.length).put(0, (byte) (replace ? 1 : 0)).putInt(16, name.length).put(20, name).array());
	}

	/** Whether it is to be removed when it is closed, by whatever closes it. */
	static Change removal(Configuration config, byte[] handle, boolean remove) {
		return new Change(config, handle, DISPOSITION, new byte[] { (byte) (remove ? 1 : 0) });
	}

	private static ByteBuffer information(int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}
}
