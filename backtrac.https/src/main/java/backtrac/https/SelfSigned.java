package backtrac.https;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a key and a certificate that no authority vouches for: callers know it by its fingerprint, or trust the very file. */
final class SelfSigned {

	/** Nobody is there to renew it: callers would have to be told another fingerprint. */
	static final Duration VALIDITY = Duration.ofDays(3650);

	/** Callers' clocks may be slow. */
	private static final Duration SLACK = Duration.ofDays(1);
	private static final int SERIAL_BITS = 127;
	/** As X.520 has it. */
	private static final int LONGEST_COMMON_NAME = 64;

	private SelfSigned() {
	}

	/** For this machine's name and for its own loopback addresses. */
	static Credentials make(Instant now) throws IOException {
		return make(now, hostName());
	}

	static Credentials make(Instant now, String host) throws IOException {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			KeyPair pair = generator.generateKeyPair();
			X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, host.length() > LONGEST_COMMON_NAME ? "backtrac" : host).build();
			// no key usage: some libraries then take it for no root of trust, as it signs none but itself
			X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(name, new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
					Date.from(now.minus(SLACK)), Date.from(now.plus(VALIDITY)), name, pair.getPublic()) //
					.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
					.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
					.addExtension(Extension.subjectAlternativeName, false, alternativeNames(host))
					.addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
			return new Credentials(pair.getPrivate(), List.of(new JcaX509CertificateConverter()
					.getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())))));
		} catch (GeneralSecurityException | OperatorCreationException e) {
			throw new IOException("this Java cannot make a certificate: " + e.getMessage(), e);
		}
	}

	private static GeneralNames alternativeNames(String host) {
		return new GeneralNames(Stream
				.concat(Stream.of(host, "localhost").distinct().map(name -> new GeneralName(GeneralName.dNSName, name)),
						Stream.of("127.0.0.1", "::1").map(address -> new GeneralName(GeneralName.iPAddress, address)))
				.toArray(GeneralName[]::new));
	}

	/** What this machine calls itself, if that can stand in a certificate. */
	static String hostName() {
		try {
			String name = InetAddress.getLocalHost().getHostName();
			return name.matches("(?=.*[A-Za-z])[A-Za-z0-9._-]{1,253}") ? name : "localhost";
		} catch (UnknownHostException _) {
			return "localhost"; // it has a name that nobody knows
		}
	}
}
