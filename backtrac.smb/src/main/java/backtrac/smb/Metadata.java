package backtrac.smb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.api.entry.FileEntry;

import jcifs.Configuration;
import jcifs.internal.smb2.info.Smb2SetInfoRequest;
import jcifs.internal.util.SMBUtil;

/** What of an entry a share can hold: the time of modification and the attributes of DOS. Safe for use by several threads. */
final class Metadata {

	// [MS-FSCC] 2.4.7 and 2.4.37
	private static final byte BASIC = 4;
	private static final byte RENAME = 10;

	/**
	 * What is set.
	 *
	 * @param written    in steps of {@link FileTimes}; 0 to leave it
	 * @param attributes 0 to leave them
	 */
	record Basic(long written, int attributes) {
	}

	/** What was said to be lost, of the kinds that concern each and every entry. */
	private final Set<String> said = ConcurrentHashMap.newKeySet();

	Basic of(FileEntry entry) {
		return new Basic(FileTimes.of(entry.modified()), Math.max(0, DosAttributes.of(entry)));
	}

	/** What is not set, a sentence each; of what no entry can have here, for the first one only. */
	List<String> lost(FileEntry entry) {
		List<String> lost = new ArrayList<>();
		if (FileTimes.of(entry.modified()) == 0) {
			lost.add("time " + entry.modified() + ": a Windows share has none before 1601");
		}
		if (DosAttributes.of(entry) < 0) {
			lost.add("attributes " + entry.attributes().get(DosAttributes.NAME) + ": not understood");
		}
		if (entry.uid() != FileEntry.UNKNOWN || entry.mode() != FileEntry.UNKNOWN) {
			sayOnce("owner, group and mode: a Windows share does not take them (said once)", lost);
		}
		entry.attributes().keySet().stream().filter(name -> !name.equals(DosAttributes.NAME))
				.forEach(name -> sayOnce("attribute " + name + ": a Windows share does not take it (said once)", lost));
		return lost;
	}

	private void sayOnce(String sentence, List<String> lost) {
		if (said.add(sentence)) {
			lost.add(sentence);
		}
	}

	static Smb2SetInfoRequest basic(Configuration config, byte[] handle, Basic basic) {
		byte[] information = new byte[40];
		SMBUtil.writeInt8(basic.written, information, 16);
		SMBUtil.writeInt4(basic.attributes, information, 32);
		return Messages.set(config, handle, BASIC, information);
	}

	static Smb2SetInfoRequest rename(Configuration config, byte[] handle, String smbPath, boolean replace) {
		byte[] name = smbPath.getBytes(StandardCharsets.UTF_16LE);
		byte[] information = new byte[20 + name.length];
		information[0] = (byte) (replace ? 1 : 0);
		SMBUtil.writeInt4(name.length, information, 16);
		System.arraycopy(name, 0, information, 20, name.length);
		return Messages.set(config, handle, RENAME, information);
	}
}
