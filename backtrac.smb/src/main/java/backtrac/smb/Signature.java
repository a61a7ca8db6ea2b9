package backtrac.smb;

import jcifs.internal.smb2.ServerMessageBlock2Response;
import jcifs.internal.smb2.Smb2SigningDigest;

/**
 * Whether an answer is signed by the server. The library forgets the key of an answer before it comes, and so checks none (2.1.10:
 * {@code ServerMessageBlock2.reset}): each answer of {@link Messages} keeps one of these, and asks it.
 */
final class Signature {

	private static final int PENDING = 0x103;

	private int size;

	/** How long the message is on the wire, padding included: all of it is signed. */
	void size(int bytes) {
		size = bytes;
	}

	/** Tells if it may be believed. One that only says that the answer takes a while is not signed, and has nothing to believe. */
	boolean isGood(ServerMessageBlock2Response answer, byte[] buffer, int at) {
		Smb2SigningDigest digest = answer.getDigest();
		return digest == null || answer.getStatus() == PENDING || !digest.verify(buffer, at, size, 0, answer);
	}
}
