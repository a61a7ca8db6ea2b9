package backtrac.libs.jcifs;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

import jcifs.CIFSUnsupportedCryptoException;
import jcifs.util.Crypto;

/**
 * Lets jcifs-ng sign with the processor's own AES, by Java's cipher: eight times as fast as Bouncy Castle, with which it does so
 * otherwise. All else that it asks a provider for comes from Bouncy Castle as before.
 */
public final class FastSigning extends Provider {

	private static final long serialVersionUID = 1L;

	static {
		try {
			Crypto.initProvider(new FastSigning());
		} catch (CIFSUnsupportedCryptoException alreadyInUse) {
			// slower, and as good
		}
	}

	private FastSigning() {
		super("BackTrac signing", "1", "AES-CMAC on Java's AES, MD4 of Bouncy Castle");
		putService(new Made("Mac", AesCmac.NAME) {

			@Override
			public Object newInstance(Object parameter) {
				return new AesCmac();
			}
		});
		Service md4 = new BouncyCastleProvider().getService("MessageDigest", "MD4");
		putService(new Made("MessageDigest", "MD4") {

			@Override
			public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
				return md4.newInstance(parameter);
			}
		});
	}

	/** To be called before jcifs-ng is used. */
	public static void use() {
		// this class is initialized
	}

	private abstract class Made extends Service {

		Made(String type, String algorithm) {
			super(FastSigning.this, type, algorithm, FastSigning.class.getName(), List.of(), Map.of());
		}

		@Override
		public abstract Object newInstance(Object parameter) throws NoSuchAlgorithmException;
	}
}
