package backtrac.https;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.posix.PrivateFiles;

/**
 * The server's own certificate, made at its first start. Its key and the certificate are in one file, so that they are there whole or not at
 * all; the certificate alone is beside it, to be handed to callers. Once made it is never replaced: its fingerprint is what callers know.
 */
final class OwnCertificate implements CredentialsSource {

	private static final Logger log = LoggerFactory.getLogger(OwnCertificate.class);

	private final Path secret;
	private final Path certificate;
	private final Clock clock;
	private boolean wasThere;

	/** @param folder in which the files are; is made when it is missing */
	OwnCertificate(Path folder, Clock clock) {
		this.secret = folder.resolve("server.pem");
		this.certificate = folder.resolve("certificate.pem");
		this.clock = clock;
	}

	@Override
	public Credentials load() throws IOException {
		if (!wasThere && Files.notExists(secret)) {
			make();
		}
		Credentials credentials = read();
		if (!wasThere) {
			keepPrivate();
			publish(credentials);
			wasThere = true;
		}
		return credentials;
	}

	@Override
	public Path file() {
		return certificate;
	}

	@Override
	public String renewal() {
		return "delete " + secret + " and start the server again, which makes another, and tell its new fingerprint to all who call this server";
	}

	private Credentials read() throws IOException {
		if (Files.notExists(secret)) {
			throw new IOException(secret + " is not there any more: put it back, or start the server again, which makes another with a new fingerprint");
		}
		try {
			return new PemFiles(secret, secret).load();
		} catch (IOException e) {
			throw new IOException("the server's own certificate cannot be used: " + e.getMessage() + ": put " + secret
					+ " back from a copy, or delete it and start the server again, which makes another with a new fingerprint", e);
		}
	}

	private void make() throws IOException {
		PrivateFiles.makeFolder(secret.getParent());
		Credentials made = SelfSigned.make(clock.instant());
		PrivateFiles.replace(secret, Pem.text(made.key(), made.certificate()));
		log.info("Made the server's own certificate, {}, SHA-256 fingerprint {}", certificate, made.fingerprint());
	}

	/** What was lost or is another's is made again. */
	private void publish(Credentials credentials) throws IOException {
		String text = Pem.text(credentials.certificate());
		try {
			if (Files.readString(certificate, StandardCharsets.ISO_8859_1).equals(text)) {
				return;
			}
		} catch (NoSuchFileException _) {
			log.debug("{} is not there yet", certificate);
		}
		PrivateFiles.replace(certificate, text);
	}

	private void keepPrivate() throws IOException {
		if (PrivateFiles.closeToOthers(secret)) {
			log.warn("Others could read the key in {}: if they should not have, delete it and start again", secret);
		}
	}
}
