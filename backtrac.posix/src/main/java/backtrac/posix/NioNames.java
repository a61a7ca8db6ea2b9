package backtrac.posix;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/** Names as bytes and as relative paths of {@code java.nio}. Throws {@link InvalidPathException} for what cannot be a name. */
abstract sealed class NioNames {

	static final NioNames SYSTEM = Path.of("").getFileSystem().getSeparator().equals("/") ? new Bytes() : new Texts();

	/** A folder's name for itself. */
	static final Path ITSELF = Path.of(".");

	/** Names joined by slashes. */
	abstract Path path(ByteString names);

	/** The bytes of a path's last name. */
	abstract ByteString name(Path path);

	/** What a symbolic link leads to; null if this could not be written exactly. */
	abstract Path target(ByteString target);

	/** The reverse. */
	abstract ByteString target(Path target);

	/** One name in a folder, or a path of several if that is allowed. */
	final Path path(ByteString names, boolean several) throws PosixException {
		if (names.length() == 0) {
			throw new PosixException("", "", Errno.ENOENT, 0);
		}
		if (several) {
			requireSafe(names);
		} else if (!EntryPath.isSafe(names)) {
			throw invalid(names, Errno.EINVAL.text());
		}
		try {
			return path(names);
		} catch (InvalidPathException e) {
			throw invalid(names, "cannot be a name on this system: " + e.getReason());
		}
	}

	private static void requireSafe(ByteString names) throws PosixException {
		try {
			EntryPath.of(names);
		} catch (IllegalArgumentException e) {
			throw invalid(names, Errno.EINVAL.text());
		}
	}

	private static PosixException invalid(ByteString name, String reason) {
		return PosixException.because("", name.toString(), Errno.EINVAL, reason);
	}

	/** Where names are bytes, a path keeps those that are no text; its URI shows them and makes it. */
	static final class Bytes extends NioNames {

		private static final Path ROOT = Path.of("/");
		private static final boolean[] PLAIN = new boolean[128];
		static {
			for (char c : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~ ".toCharArray()) {
				PLAIN[c] = true;
			}
		}

		@Override
		Path path(ByteString names) {
			if (isPlain(names)) {
				return Path.of(new String(names.toBytes(), StandardCharsets.US_ASCII));
			}
			Path absolute = absolute(names);
			return absolute.subpath(0, absolute.getNameCount());
		}

		/** Letters that every encoding of text writes alike, but for a few that no system has for its names. */
		private static boolean isPlain(ByteString names) {
			for (int i = 0; i < names.length(); i++) {
				byte b = names.at(i);
				if (b < 0 || !PLAIN[b] && b != '/') {
					return false;
				}
			}
			return true;
		}

		private static boolean isPlain(String text) {
			return text.chars().allMatch(c -> c < 128 && (PLAIN[c] || c == '/'));
		}

		private static Path absolute(ByteString names) {
			StringBuilder uri = new StringBuilder("file:///");
			for (int i = 0; i < names.length(); i++) {
				if (names.at(i) == '/') {
					uri.append('/');
				} else {
					uri.append('%').append(HexFormat.of().toHexDigits(names.at(i)));
				}
			}
			return Path.of(URI.create(uri.toString()));
		}

		@Override
		ByteString name(Path path) {
			Path last = path.getFileName();
			String text = last.toString();
			return isPlain(text) ? ByteString.of(text) : withoutSlash(ROOT.resolve(last));
		}

		private static ByteString withoutSlash(Path absolute) {
			byte[] bytes = PathBytes.of(absolute).toBytes();
			return ByteString.wrap(Arrays.copyOfRange(bytes, 1, bytes.length));
		}

		/** A path has no slashes in a row and none at its end. */
		@Override
		Path target(ByteString target) {
			String text = new String(target.toBytes(), StandardCharsets.ISO_8859_1);
			if (text.equals("/")) {
				return ROOT;
			}
			if (text.contains("//") || text.endsWith("/")) {
				return null;
			}
			if (text.isEmpty() || text.indexOf(0) >= 0) {
				throw new InvalidPathException(target.toString(), Errno.EINVAL.text());
			}
			boolean absolute = text.startsWith("/");
			Path path = absolute(absolute ? ByteString.wrap(Arrays.copyOfRange(target.toBytes(), 1, target.length())) : target);
			return absolute ? path : path.subpath(0, path.getNameCount());
		}

		@Override
		ByteString target(Path target) {
			String text = target.toString();
			if (isPlain(text)) {
				return ByteString.of(text);
			}
			ByteString bytes = target.isAbsolute() ? PathBytes.of(target) : withoutSlash(ROOT.resolve(target));
			return text.endsWith("/") ? ByteString.wrap(Arrays.copyOf(bytes.toBytes(), bytes.length() + 1)) : bytes;
		}
	}

	/** Where names are text (Windows), they are UTF-8 here. */
	static final class Texts extends NioNames {

		private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7",
				"COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

		@Override
		Path path(ByteString names) {
			Path path = null;
			for (String name : text(names).split("/")) {
				requireName(name);
				path = path == null ? Path.of(name) : path.resolve(name);
			}
			return path;
		}

		/** What Windows takes silently for something else. */
		static void requireName(String name) {
			int dot = name.indexOf('.');
			String stem = dot < 0 ? name : name.substring(0, dot);
			if (name.endsWith(".") || name.endsWith(" ")) {
				throw new InvalidPathException(name, "it ends with a dot or a space");
			}
			if (DEVICES.contains(stem.strip().toUpperCase(Locale.ROOT))) {
				throw new InvalidPathException(name, "it is a device's");
			}
			for (int i = 0; i < name.length(); i++) {
				if (name.charAt(i) < ' ' || "\\:*?\"<>|".indexOf(name.charAt(i)) >= 0) {
					throw new InvalidPathException(name, "it has a character that is not allowed", i);
				}
			}
		}

		private static String text(ByteString bytes) {
			try {
				return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toBytes())).toString();
			} catch (CharacterCodingException e) {
				throw new InvalidPathException(bytes.toString(), "it is no text");
			}
		}

		@Override
		ByteString name(Path path) {
			return ByteString.of(path.getFileName().toString());
		}

		@Override
		Path target(ByteString target) {
			Path path = Path.of(text(target));
			return target(path).equals(target) ? path : null;
		}

		@Override
		ByteString target(Path target) {
			return ByteString.of(target.toString().replace('\\', '/'));
		}
	}
}
