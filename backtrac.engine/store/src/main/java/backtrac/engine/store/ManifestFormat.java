package backtrac.engine.store;

import java.nio.charset.StandardCharsets;

/** The form of a manifest file; see docs/repository-format.md. */
final class ManifestFormat {

	static final int VERSION = 1;

	/** Begins a manifest. */
	static final byte[] HEADER = "BTMANIF1".getBytes(StandardCharsets.US_ASCII);
	/** Ends a manifest. */
	static final byte[] TRAILER = "BTMANEND".getBytes(StandardCharsets.US_ASCII);
	/** Offset, packed and unpacked length of the index, CRC-32 of the packed index, trailer. */
	static final int FOOTER_LENGTH = 8 + 4 + 4 + 4 + TRAILER.length;

	/** Small folders share a frame until their blocks have so many bytes: enough to compress well, little enough to read for one of them. */
	static final int FRAME_SIZE = 128 << 10;

	/** Higher ones take longer and save little more: most bytes of a manifest are hashes and times, which nothing compresses. */
	static final int LEVEL = 6;

	private ManifestFormat() {
	}

	static void requireKnown(int version) throws DamagedException {
		if (version > VERSION) {
			throw new DamagedException("it has format " + version + ", and this BackTrac reads up to format " + VERSION + ": use a newer one");
		}
	}
}
