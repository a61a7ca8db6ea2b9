package backtrac.https;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Certificate and key of the admin, who sees to it that they are there and good.
 *
 * @param file holds the certificate, and behind it those of its authorities
 * @param key  holds the key; may be the same file
 */
record PemFiles(Path file, Path key) implements CredentialsSource {

	@Override
	public Credentials load() throws IOException {
		Pem certificates = Pem.read(file);
		if (certificates.certificates().isEmpty()) {
			throw new IOException(file + " has no certificate in it");
		}
		Pem keys = key.equals(file) ? certificates : Pem.read(key);
		if (keys.keys().size() != 1) {
			throw new IOException(key + (keys.keys().isEmpty() ? " has no key in it" : " has more than one key in it"));
		}
		Credentials credentials = new Credentials(keys.keys().getFirst(), certificates.certificates());
		try {
			if (!credentials.belongTogether()) {
				throw new IOException("the key in " + key + " is not that of the first certificate in " + file);
			}
		} catch (GeneralSecurityException e) {
			throw new IOException("the key in " + key + " cannot be used: " + e.getMessage(), e);
		}
		return credentials;
	}

	@Override
	public String renewal() {
		return "renew " + file + " and its key, they are taken up without a restart";
	}
}
