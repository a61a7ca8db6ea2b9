package backtrac.smb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

import jcifs.CIFSContext;
import jcifs.Configuration;
import jcifs.Encodable;
import jcifs.internal.SMBProtocolDecodingException;
import jcifs.internal.smb2.ServerMessageBlock2Request;
import jcifs.internal.smb2.Smb2Constants;
import jcifs.internal.smb2.Smb2SigningDigest;
import jcifs.internal.smb2.create.Smb2CloseRequest;
import jcifs.internal.smb2.create.Smb2CloseResponse;
import jcifs.internal.smb2.create.Smb2CreateRequest;
import jcifs.internal.smb2.create.Smb2CreateResponse;
import jcifs.internal.smb2.info.Smb2QueryDirectoryRequest;
import jcifs.internal.smb2.info.Smb2QueryDirectoryResponse;
import jcifs.internal.smb2.info.Smb2QueryInfoRequest;
import jcifs.internal.smb2.info.Smb2QueryInfoResponse;
import jcifs.internal.smb2.info.Smb2SetInfoRequest;
import jcifs.internal.smb2.info.Smb2SetInfoResponse;
import jcifs.internal.smb2.io.Smb2ReadRequest;
import jcifs.internal.smb2.io.Smb2ReadResponse;
import jcifs.internal.smb2.io.Smb2WriteRequest;
import jcifs.internal.smb2.io.Smb2WriteResponse;
import jcifs.internal.util.SMBUtil;

/**
 * The library's messages, with answers that keep what the library drops: times to 100 ns, names as they are, the tags of
 * reparse points; and that check whether they are signed. See [MS-SMB2] 2.2 and [MS-FSCC] 2.4.
 */
final class Messages {

	/** Behind the fixed part of what CREATE and CLOSE answer. */
	private static final int FACTS = 8;

	private Messages() {
	}

	/** Opens a file or folder, and tells what it is. */
	static final class Open extends Smb2CreateRequest {

		Facts facts;

		Open(Configuration config, String path, int access, int share, int disposition, int options) {
			super(config, path);
			setDesiredAccess(access);
			setShareAccess(share);
			setCreateDisposition(disposition);
			setCreateOptions(options);
		}

		@Override
		protected Smb2CreateResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2CreateResponse> request) {
			return new Smb2CreateResponse(context.getConfig(), getPath()) {

				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}

				@Override
				protected int readBytesWireFormat(byte[] buffer, int at) throws SMBProtocolDecodingException {
					facts = Facts.of(buffer, at + FACTS);
					return super.readBytesWireFormat(buffer, at);
				}
			};
		}

		byte[] handle() {
			return getResponse().getFileId();
		}
	}

	/** Closes it, and tells what it was then. */
	static final class Close extends Smb2CloseRequest {

		Facts facts;

		Close(Configuration config, byte[] handle) {
			super(config, handle);
			setCloseFlags(Smb2CloseResponse.SMB2_CLOSE_FLAG_POSTQUERY_ATTIB);
		}

		@Override
		protected Smb2CloseResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2CloseResponse> request) {
			return new Smb2CloseResponse(context.getConfig(), Smb2Constants.UNSPECIFIED_FILEID, "") {

				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}

				@Override
				protected int readBytesWireFormat(byte[] buffer, int at) throws SMBProtocolDecodingException {
					facts = Facts.of(buffer, at + FACTS);
					return super.readBytesWireFormat(buffer, at);
				}
			};
		}
	}

	/** Asks what an open file is by now. */
	static final class Look extends Smb2QueryInfoRequest {

		private static final byte NETWORK_OPEN_INFORMATION = 34;

		Facts facts;

		Look(Configuration config, byte[] handle) {
			super(config, handle);
			setFileInfoClass(NETWORK_OPEN_INFORMATION);
		}

		@Override
		protected Smb2QueryInfoResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2QueryInfoResponse> request) {
			return new Smb2QueryInfoResponse(context.getConfig(), (byte) 0, NETWORK_OPEN_INFORMATION) {

				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}

				@Override
				protected int readBytesWireFormat(byte[] buffer, int at) throws SMBProtocolDecodingException {
					int start = getHeaderStart() + (SMBUtil.readInt2(buffer, at + 2) & 0xFFFF);
					int length = SMBUtil.readInt4(buffer, at + 4);
					requireInside(buffer, start, length, 56);
					facts = Facts.of(buffer, start);
					return start + length - at;
				}
			};
		}
	}

	/**
	 * An entry of a folder.
	 *
	 * @param name    as the server says it; nothing promises that it is one
	 * @param tag     of a reparse point; else nothing
	 * @param id      which file or folder it is, on its disk; 0 if the server does not know
	 */
	record Found(String name, Facts facts, int tag, long id) {

		/** Tells if it stands for something else: a symbolic link or a junction. See [MS-FSCC] 2.1.2.1. */
		boolean isLink() {
			return (facts.attributes() & DosAttributes.REPARSE_POINT) != 0 && (tag & 0x20000000) != 0;
		}
	}

	/** Asks for the next entries of an open folder. */
	static final class Scan extends Smb2QueryDirectoryRequest {

		private static final byte ID_BOTH_DIRECTORY_INFORMATION = 37;
		private static final int FIXED = 104;

		final List<Found> found = new ArrayList<>();

		/** @param pattern what to look for, such as {@code *} */
		Scan(Configuration config, byte[] handle, String pattern) {
			super(config, handle);
			setFileInformationClass(ID_BOTH_DIRECTORY_INFORMATION);
			setFileName(pattern);
		}

		@Override
		protected Smb2QueryDirectoryResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2QueryDirectoryResponse> request) {
			return new Smb2QueryDirectoryResponse(context.getConfig(), ID_BOTH_DIRECTORY_INFORMATION) {

				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}

				@Override
				protected int readBytesWireFormat(byte[] buffer, int at) throws SMBProtocolDecodingException {
					int start = getHeaderStart() + (SMBUtil.readInt2(buffer, at + 2) & 0xFFFF);
					int length = SMBUtil.readInt4(buffer, at + 4);
					requireInside(buffer, start, length, 0);
					parse(buffer, start, start + length, found);
					return start + length - at;
				}
			};
		}

		private static void parse(byte[] buffer, int start, int end, List<Found> found) throws SMBProtocolDecodingException {
			for (int at = start; at < end;) {
				requireInside(buffer, at, end - at, FIXED);
				int length = SMBUtil.readInt4(buffer, at + 60);
				requireInside(buffer, at + FIXED, end - at - FIXED, length);
				char[] name = new char[length / 2];
				for (int i = 0; i < name.length; i++) {
					name[i] = (char) SMBUtil.readInt2(buffer, at + FIXED + 2 * i);
				}
				found.add(new Found(new String(name), Facts.ofEntry(buffer, at + 8), SMBUtil.readInt4(buffer, at + 64), SMBUtil.readInt8(buffer, at + 96)));
				int next = SMBUtil.readInt4(buffer, at);
				if (next <= 0) {
					return;
				}
				at += next;
			}
		}
	}

	/** Reads of an open file. */
	static final class Read extends Smb2ReadRequest {

		private final byte[] buffer;

		/** @param buffer to be filled, as far as there is something */
		Read(Configuration config, byte[] handle, byte[] buffer, long offset) {
			super(config, handle, buffer, 0);
			this.buffer = buffer;
			setOffset(offset);
			setReadLength(buffer.length);
		}

		@Override
		protected Smb2ReadResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2ReadResponse> request) {
			return new Smb2ReadResponse(context.getConfig(), buffer, 0) {
				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}
			};
		}

		int length() {
			return getResponse().getDataLength();
		}
	}

	/** Writes to an open file. */
	static final class Write extends Smb2WriteRequest {

		Write(Configuration config, byte[] handle, long offset, byte[] buffer, int at, int length) {
			super(config, handle);
			setOffset(offset);
			setData(buffer, at, length);
		}

		@Override
		protected Smb2WriteResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2WriteResponse> request) {
			return new Smb2WriteResponse(context.getConfig()) {
				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}
			};
		}
	}

	/** Changes something of an open file. */
	static Smb2SetInfoRequest set(Configuration config, byte[] handle, byte informationClass, byte[] information) {
		Smb2SetInfoRequest request = new Smb2SetInfoRequest(config, handle) {

			@Override
			protected Smb2SetInfoResponse createResponse(CIFSContext context, ServerMessageBlock2Request<Smb2SetInfoResponse> sent) {
				return new Smb2SetInfoResponse(context.getConfig()) {
				private final Signature signature = new Signature();

				@Override
				public void reset() {
					Smb2SigningDigest digest = getDigest();
					super.reset();
					setDigest(digest);
				}

				@Override
				public void setReadSize(int size) {
					super.setReadSize(size);
					signature.size(size);
				}

				@Override
				public boolean verifySignature(byte[] buffer, int at, int size) {
					return signature.isGood(this, buffer, at);
				}
				};
			}
		};
		request.setInfoType(Smb2Constants.SMB2_0_INFO_FILE);
		request.setFileInfoClass(informationClass);
		request.setInfo(encodable(information.length, (target, at) -> {
			System.arraycopy(information, 0, target, at, information.length);
			return information.length;
		}));
		return request;
	}

	private static Encodable encodable(int size, ToIntBiFunction<byte[], Integer> encode) {
		return new Encodable() {

			@Override
			public int encode(byte[] target, int at) {
				return encode.applyAsInt(target, at);
			}

			@Override
			public int size() {
				return size;
			}
		};
	}

	private static void requireInside(byte[] buffer, int start, int length, int least) throws SMBProtocolDecodingException {
		if (start < 0 || length < least || least < 0 || start > buffer.length - length) {
			throw new SMBProtocolDecodingException("an answer that does not fit its message");
		}
	}
}
