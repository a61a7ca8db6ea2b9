package backtrac.engine.jobs.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import backtrac.api.entry.ByteString;

/** What the bytes of names are. */
final class Names {

	private Names() {
	}

	static boolean isAscii(ByteString name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.at(i) < 0) {
				return false;
			}
		}
		return true;
	}

	static boolean isUtf8(ByteString name) {
		if (isAscii(name)) {
			return true;
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name.toBytes()));
			return true;
		} catch (CharacterCodingException e) {
			return false;
		}
	}
}
