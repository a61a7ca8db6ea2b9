package backtrac.xmlrpc.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's own certificate, made by the JDK's keytool.
 *
 * @param trust a trust store that has it
 */
record TestCertificate(SSLContext server, Fingerprint fingerprint, Path trust) {

	static final String PASSWORD = "changeit";

	/** @param names that it is for, as keytool takes them: {@code dns:localhost,ip:127.0.0.1} */
	static TestCertificate make(Path folder, String names) throws IOException, InterruptedException, GeneralSecurityException {
		Path store = folder.resolve(names.hashCode() + ".p12");
		keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + names, "-keystore", store.toString());
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		X509Certificate certificate = (X509Certificate) keys.getCertificate("server");
		Path pem = folder.resolve(names.hashCode() + ".pem");
		Path trust = folder.resolve(names.hashCode() + ".trust");
		keytool("-exportcert", "-alias", "server", "-file", pem.toString(), "-keystore", store.toString());
		keytool("-importcert", "-noprompt", "-alias", "server", "-file", pem.toString(), "-keystore", trust.toString());
		return new TestCertificate(context, Fingerprint.of(certificate), trust);
	}

	private static void keytool(String... arguments) throws IOException, InterruptedException {
		ProcessBuilder tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		tool.command().addAll(List.of(arguments));
		tool.command().addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
		Process process = tool.redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IOException(said);
		}
	}
}
