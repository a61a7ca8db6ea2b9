package backtrac.libs.jcifs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.security.Provider;
import java.util.HexFormat;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import jcifs.util.Crypto;

class AesCmacTest {

	private static final byte[] KEY = hex("2b7e151628aed2a6abf7158809cf4f3c");
	private static final byte[] MESSAGE = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
			+ "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

	@BeforeAll
	static void use() {
		FastSigning.use();
	}

	@Test
	void theExamplesOfTheStandardComeOut() throws Exception {
		Mac mac = mac(Crypto.getProvider(), KEY);
		assertEquals("bb1d6929e95937287fa37d129b756746", hex(mac.doFinal()));
		int[] lengths = { 16, 40, 64 };
		String[] expected = { "070a16b46b4d4144f79bdd9dd04a287c", "dfa66747de9ae63030ca32611497c827", "51f0bebf7e3b9d92fc49741779363cfe" };
		for (int i = 0; i < lengths.length; i++) {
			mac.update(MESSAGE, 0, lengths[i]);
			assertEquals(expected[i], hex(mac.doFinal()));
		}
	}

	@Test
	void itIsWhatBouncyCastleMakes() throws Exception {
		Random random = new Random(1);
		byte[] key = new byte[16];
		byte[] data = new byte[70_000];
		for (int round = 0; round < 300; round++) {
			random.nextBytes(key);
			random.nextBytes(data);
			Mac ours = mac(Crypto.getProvider(), key);
			Mac theirs = mac(new BouncyCastleProvider(), key);
			for (int again = 0; again < 2; again++) {
				for (int piece = random.nextInt(4); piece >= 0; piece--) {
					int from = random.nextInt(100);
					int length = random.nextInt(round % 3 == 0 ? data.length - from : 100);
					ours.update(data, from, length);
					theirs.update(data, from, length);
				}
				ours.update((byte) round);
				theirs.update((byte) round);
				assertArrayEquals(theirs.doFinal(), ours.doFinal());
			}
		}
	}

	@Test
	void itBeginsAnewWhenTold() throws Exception {
		Mac mac = mac(Crypto.getProvider(), KEY);
		mac.update(MESSAGE, 0, 50);
		mac.reset();
		assertEquals("bb1d6929e95937287fa37d129b756746", hex(mac.doFinal()));
	}

	@Test
	void itIsWhatJcifsUses() {
		assertSame(FastSigning.class, Crypto.getProvider().getClass());
		assertEquals("31d6cfe0d16ae931b73c59d7e0c089c0", hex(Crypto.getMD4().digest()));
	}

	private static Mac mac(Provider provider, byte[] key) throws Exception {
		Mac mac = Mac.getInstance("AESCMAC", provider);
		mac.init(new SecretKeySpec(key, "whatever"));
		return mac;
	}

	private static byte[] hex(String text) {
		return HexFormat.of().parseHex(text);
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}
}
