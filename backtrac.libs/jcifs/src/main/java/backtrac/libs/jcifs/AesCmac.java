package backtrac.libs.jcifs;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.MacSpi;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CMAC, RFC 4493: the last block of AES in CBC mode, to which one of two more keys is added before it is encrypted. */
final class AesCmac extends MacSpi {

	static final String NAME = "AESCMAC";

	private static final int BLOCK = 16;
	/** Of what is encrypted only the end is of use: written to the same few bytes again and again. */
	private static final int PIECE = 4096;

	private final byte[] encrypted = new byte[PIECE];
	private final byte[] last = new byte[BLOCK];
	private Cipher cipher;
	private byte[] wholeKey;
	private byte[] paddedKey;
	private int inLast;

	@Override
	protected int engineGetMacLength() {
		return BLOCK;
	}

	@Override
	protected void engineInit(Key key, AlgorithmParameterSpec parameters) throws InvalidKeyException, InvalidAlgorithmParameterException {
		if (parameters != null) {
			throw new InvalidAlgorithmParameterException(NAME + " takes no parameters");
		}
		try {
			cipher = Cipher.getInstance("AES/CBC/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.getEncoded(), "AES"), new IvParameterSpec(new byte[BLOCK]));
			wholeKey = twice(cipher.doFinal(new byte[BLOCK]));
			paddedKey = twice(wholeKey);
		} catch (InvalidKeyException e) {
			throw e;
		} catch (GeneralSecurityException e) {
			throw new ProviderException(e);
		}
		inLast = 0;
	}

	/** In the field of 2^128 elements. */
	private static byte[] twice(byte[] number) {
		byte[] result = new byte[BLOCK];
		int carry = 0;
		for (int i = BLOCK - 1; i >= 0; i--) {
			result[i] = (byte) (number[i] << 1 | carry);
			carry = number[i] >> 7 & 1;
		}
		result[BLOCK - 1] ^= (byte) (carry * 0x87);
		return result;
	}

	@Override
	protected void engineUpdate(byte input) {
		engineUpdate(new byte[] { input }, 0, 1);
	}

	/** One block at least is kept: it may be the last. */
	@Override
	protected void engineUpdate(byte[] input, int offset, int length) {
		int from = offset;
		int left = length;
		if (inLast > 0 && inLast + left > BLOCK) {
			int fill = BLOCK - inLast;
			System.arraycopy(input, from, last, inLast, fill);
			encrypt(last, 0, BLOCK);
			inLast = 0;
			from += fill;
			left -= fill;
		}
		while (inLast == 0 && left > BLOCK) {
			int whole = Math.min(PIECE, (left - 1) / BLOCK * BLOCK);
			encrypt(input, from, whole);
			from += whole;
			left -= whole;
		}
		System.arraycopy(input, from, last, inLast, left);
		inLast += left;
	}

	private void encrypt(byte[] input, int from, int length) {
		try {
			cipher.update(input, from, length, encrypted, 0);
		} catch (GeneralSecurityException e) {
			throw new ProviderException(e);
		}
	}

	@Override
	protected byte[] engineDoFinal() {
		byte[] key = inLast == BLOCK ? wholeKey : paddedKey;
		if (inLast < BLOCK) {
			last[inLast] = (byte) 0x80;
			Arrays.fill(last, inLast + 1, BLOCK, (byte) 0);
		}
		for (int i = 0; i < BLOCK; i++) {
			last[i] ^= key[i];
		}
		inLast = 0;
		try {
			return cipher.doFinal(last);
		} catch (GeneralSecurityException e) {
			throw new ProviderException(e);
		}
	}

	@Override
	protected void engineReset() {
		inLast = 0;
		try {
			cipher.doFinal(); // begins anew
		} catch (GeneralSecurityException e) {
			throw new ProviderException(e);
		}
	}
}
