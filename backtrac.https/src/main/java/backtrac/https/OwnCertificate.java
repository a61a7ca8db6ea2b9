package backtrac.https;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's own certificate, made at its first start. Its key and the certificate are in one file, so that they are there whole or not at
 * all; the certificate alone is beside it, to be handed to callers. Once made it is never replaced: its fingerprint is what callers know.
 */
final class OwnCertificate implements CredentialsSource {

	private static final Logger log = LoggerFactory.getLogger(OwnCertificate.class);

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
	private static final Set<PosixFilePermission> FOLDER_OF_OWNER = PosixFilePermissions.fromString("rwx------");

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
		if (!Files.isDirectory(secret.getParent())) {
			Files.createDirectories(secret.getParent(), PosixFilePermissions.asFileAttribute(FOLDER_OF_OWNER));
		}
		Credentials made = SelfSigned.make(clock.instant());
		write(secret, Pem.text(made.key(), made.certificate()));
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
		write(certificate, text);
	}

	/** Whole or not at all, and private from the first moment. */
	private static void write(Path file, String text) throws IOException {
		Path temporary = file.resolveSibling(file.getFileName() + ".new");
		Files.deleteIfExists(temporary);
		try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
			ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
		Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private void keepPrivate() throws IOException {
		if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(secret))) {
			log.warn("Others could read the key in {}: if they should not have, delete it and start again", secret);
			Files.setPosixFilePermissions(secret, OWNER_ONLY);
		}
	}
}
