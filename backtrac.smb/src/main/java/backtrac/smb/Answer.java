package backtrac.smb;

import jcifs.Configuration;
import jcifs.internal.CommonServerMessageBlockRequest;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.smb2.ServerMessageBlock2Response;
import jcifs.internal.smb2.Smb2SigningDigest;

/**
 * What a server answers to a {@link Message}, believed only if it is signed. The library forgets the key before the answer comes,
 * and so checks none (2.1.10: {@code ServerMessageBlock2.reset}): this remembers it.
 */
final class Answer extends ServerMessageBlock2Response {

	private static final int PENDING = 0x103;

	private final Message request;
	private int size;

	Answer(Configuration config, Message request) {
		super(config);
		this.request = request;
	}

	/** Tells if the request was carried out. */
	boolean isGood() {
		return isReceived() && !isError() && getStatus() == Status.OK;
	}

	@Override
	public void prepare(CommonServerMessageBlockRequest next) {
		if (isGood()) {
			((Message) next).setFileId(request.handle());
		}
	}

	@Override
	public void reset() {
		Smb2SigningDigest digest = getDigest();
		super.reset();
		setDigest(digest);
	}

	/** How long the message is on the wire, padding included: all of it is signed. */
	@Override
	public void setReadSize(int bytes) {
		super.setReadSize(bytes);
		size = bytes;
	}

	/** One that only says that the answer takes a while is not signed, and has nothing to believe. */
	@Override
	public boolean verifySignature(byte[] buffer, int at, int length) {
		Smb2SigningDigest digest = getDigest();
		return digest == null || getStatus() == PENDING || !digest.verify(buffer, at, size, 0, this);
	}

	/** Answers nothing: the library wants to know how much it was only for the check of the signature, which is done here. */
	@Override
	protected int readBytesWireFormat(byte[] buffer, int at) throws SMBProtocolDecodingException {
		request.answered(buffer, at);
		return 0;
	}

	@Override
	protected int writeBytesWireFormat(byte[] target, int at) {
		throw new UnsupportedOperationException("an answer");
	}
}
