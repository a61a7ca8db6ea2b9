package backtrac.smb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import jcifs.CIFSContext;
import jcifs.Configuration;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.smb2.RequestWithFileId;
import jcifs.internal.smb2.ServerMessageBlock2Request;
import jcifs.internal.smb2.Smb2Constants;

/**
 * A request, and what it is answered. The library sends it, and knows nothing of what is in it: its own messages drop times below a
 * millisecond, and names that it does not like. The forms are those of [MS-SMB2] 2.2 and [MS-FSCC] 2.4, numbers in little endian.
 */
abstract class Message extends ServerMessageBlock2Request<Answer> implements RequestWithFileId {

	static final int HEADER = Smb2Constants.SMB2_HEADER_LENGTH;
	/** Stands for what the request before has opened. */
	static final byte[] SAME = Smb2Constants.UNSPECIFIED_FILEID;

	private final ByteBuffer body;
	private final int handleAt;

	/**
	 * @param body     all behind the header
	 * @param handleAt where in it the handle is; less than 0 if there is none
	 */
	Message(Configuration config, int command, ByteBuffer body, int handleAt) {
		super(config, command);
		this.body = body;
		this.handleAt = handleAt;
	}

	/** Zeros, but for the number with which each kind of message begins. */
	static ByteBuffer body(int length, int structure) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) structure);
	}

	/**
	 * Takes what the server answers, which it has carried out.
	 *
	 * @param buffer begins with the answer's header
	 * @param at     behind the header
	 */
	void answered(byte[] buffer, int at) throws SMBProtocolDecodingException {
	}

	/** What it is about. */
	byte[] handle() {
		byte[] handle = new byte[SAME.length];
		body.get(handleAt, handle);
		return handle;
	}

	/** The library has sent the one before alone. */
	@Override
	public final void setFileId(byte[] handle) {
		if (handleAt >= 0) {
			body.put(handleAt, handle);
		}
	}

	@Override
	protected final Answer createResponse(CIFSContext context, ServerMessageBlock2Request<Answer> request) {
		return new Answer(context.getConfig(), this);
	}

	@Override
	public final int size() {
		return size8(HEADER + body.capacity());
	}

	@Override
	protected final int writeBytesWireFormat(byte[] target, int at) {
		body.get(0, target, at, body.capacity());
		return body.capacity();
	}

	@Override
	protected final int readBytesWireFormat(byte[] buffer, int at) {
		throw new UnsupportedOperationException("a request");
	}

	/** What is told of lengths must be so: a server may be wrong, or lie. */
	static void requireInside(byte[] buffer, int start, int length, int least) throws SMBProtocolDecodingException {
		if (start < 0 || length < least || least < 0 || start > buffer.length - length) {
			throw new SMBProtocolDecodingException("an answer that does not fit its message");
		}
	}
}
