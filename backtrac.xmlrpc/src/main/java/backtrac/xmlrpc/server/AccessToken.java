package backtrac.xmlrpc.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.xmlrpc.client.TokenFile;

/**
 * The token of the server's own user, made at the first start. Whoever can read its file may call everything. Kept in
 * memory as a hash only. Made at once, not at the first call: callers look for the file before they call.
 */
@Component(service = AccessToken.class, immediate = true)
public final class AccessToken {

	private static final Logger log = LoggerFactory.getLogger(AccessToken.class);

	private static final int RANDOM_BYTES = 32;
	/** What a token has at least, lest an empty file lets everybody in. */
	private static final int LEAST_CHARACTERS = 32;
	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private final byte[] hash;

	@Activate
	public AccessToken(BundleContext context) throws IOException {
		this(base(context));
	}

	/** @param base the server's own folder */
	AccessToken(Path base) throws IOException {
		Path file = TokenFile.of(base);
		if (Files.exists(file)) {
			keepPrivate(file);
		} else {
			make(file);
		}
		String token = TokenFile.read(base);
		if (token.length() < LEAST_CHARACTERS) {
			throw new IOException("the token in " + file + " is too short: delete the file, and the next start makes another");
		}
		hash = TokenText.sha256(token);
	}

	/** Tells if a caller has the token, in a time that says nothing about it. */
	boolean is(String token) {
		return MessageDigest.isEqual(hash, TokenText.sha256(token));
	}

	private static Path base(BundleContext context) throws IOException {
		String base = context.getProperty("backtrac.base");
		if (base == null) {
			throw new IOException("the framework's property backtrac.base is not set: it names the folder with the server's etc and data");
		}
		return Path.of(base);
	}

	/** Whole or not at all, and private from the first moment. */
	private static void make(Path file) throws IOException {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
		if (!Files.isDirectory(file.getParent())) {
			Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		Path temporary = file.resolveSibling("token.new");
		Files.deleteIfExists(temporary);
		try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
			ByteBuffer bytes = StandardCharsets.US_ASCII.encode(token);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
		Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		log.info("Made the token of this server's user: {}", file);
	}

	private static void keepPrivate(Path file) throws IOException {
		if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
			log.warn("Others could read the token {}: if they should not have, delete it and start again", file);
			Files.setPosixFilePermissions(file, OWNER_ONLY);
		}
	}}
