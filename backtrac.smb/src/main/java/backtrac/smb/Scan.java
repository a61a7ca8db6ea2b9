package backtrac.smb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.util.SMBUtil;

/** Asks for the next entries of an open folder, without the short names that a server would have to make up. [MS-SMB2] 2.2.33, [MS-FSCC] 2.4.18 */
final class Scan extends Message {

	private static final byte ID_FULL_DIRECTORY_INFORMATION = 38;
	private static final int FIXED = 32;
	private static final int ENTRY = 80;

	private final List<Found> found = new ArrayList<>();

	/** @param pattern what to look for, such as {@code *} */
	Scan(Configuration config, byte[] handle, String pattern) {
		this(config, handle, pattern, Read.MOST);
	}

	/** @param most bytes of an answer; no less than an entry with the longest name */
	Scan(Configuration config, byte[] handle, String pattern, int most) {
		super(config, SMB2_QUERY_DIRECTORY, body(handle, pattern.getBytes(StandardCharsets.UTF_16LE), most), 8);
	}

	private static ByteBuffer body(byte[] handle, byte[] pattern, int most) {
		return body(FIXED + pattern.length, 33).put(2, ID_FULL_DIRECTORY_INFORMATION).put(8, handle).putShort(24, (short) (HEADER + FIXED))
				.putShort(26, (short) pattern.length).putInt(28, most).put(FIXED, pattern);
	}

	@Override
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
		int start = SMBUtil.readInt2(buffer, at + 2) & 0xFFFF;
		int length = SMBUtil.readInt4(buffer, at + 4);
		requireInside(buffer, start, length, 0);
		parse(buffer, start, start + length);
	}

	private void parse(byte[] buffer, int start, int end) throws SMBProtocolDecodingException {
		for (int at = start; at < end;) {
			requireInside(buffer, at, end - at, ENTRY);
			int length = SMBUtil.readInt4(buffer, at + 60);
			requireInside(buffer, at + ENTRY, end - at - ENTRY, length);
			char[] name = new char[length / 2];
			for (int i = 0; i < name.length; i++) {
				name[i] = (char) SMBUtil.readInt2(buffer, at + ENTRY + 2 * i);
			}
			found.add(new Found(new String(name), Facts.ofEntry(buffer, at + 8), SMBUtil.readInt4(buffer, at + 64), SMBUtil.readInt8(buffer, at + 72)));
			int next = SMBUtil.readInt4(buffer, at);
			if (next <= 0) {
				return;
			}
			at += next;
		}
	}

	List<Found> found() {
		return found;
	}
}
