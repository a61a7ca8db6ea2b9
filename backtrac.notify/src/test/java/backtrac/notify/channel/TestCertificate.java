package backtrac.notify.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's own certificate, made by the JDK's keytool. */
record TestCertificate(SSLContext server, Path pem) {

	private static final String PASSWORD = "changeit";

	/** @param host that it is for */
	static TestCertificate make(Path folder, String host) throws IOException, InterruptedException, GeneralSecurityException {
		Path store = folder.resolve(host + ".p12");
		Path pem = folder.resolve(host + ".pem");
		keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-keystore", store.toString());
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
				+ "\n-----END CERTIFICATE-----\n");
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		return new TestCertificate(context, pem);
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
