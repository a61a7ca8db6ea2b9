package backtrac.xmlrpc.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.posix.PrivateFiles;
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

	private static void make(Path file) throws IOException {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
		PrivateFiles.makeFolder(file.getParent());
		PrivateFiles.replace(file, token);
		log.info("Made the token of this server's user: {}", file);
	}

	private static void keepPrivate(Path file) throws IOException {
		if (PrivateFiles.closeToOthers(file)) {
			log.warn("Others could read the token {}: if they should not have, delete it and start again", file);
		}
	}
}
