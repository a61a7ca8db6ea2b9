package backtrac.cli.repo;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import backtrac.engine.jobs.archive.Archive;
import backtrac.engine.jobs.archive.TarArchive;
import backtrac.engine.jobs.archive.ZipArchive;
import com.github.luben.zstd.ZstdOutputStream;

/** The forms of archives, by the ends of their files' names. */
enum ArchiveFormat {

	TAR("tar"), TAR_GZ("tar.gz", "tgz"), TAR_ZST("tar.zst", "tzst"), ZIP("zip");

	private static final int BUFFER = 1 << 16;

	private final List<String> names;

	ArchiveFormat(String... names) {
		this.names = List.of(names);
	}

	/** By one of its names, such as {@code tar.gz}. */
	static Optional<ArchiveFormat> named(String name) {
		return Arrays.stream(values()).filter(format -> format.names.contains(name)).findFirst();
	}

	/** By the name of a file that shall be one. */
	static Optional<ArchiveFormat> ofFile(String file) {
		return Arrays.stream(values()).filter(format -> format.names.stream().anyMatch(name -> file.endsWith("." + name))).findFirst();
	}

	/** What compresses an archive of this form on its way. Closing it ends the compression and closes {@code out}. */
	OutputStream compress(OutputStream out) throws IOException {
		return switch (this) {
		case TAR, ZIP -> out;
		case TAR_GZ -> new GZIPOutputStream(out, BUFFER);
		case TAR_ZST -> new ZstdOutputStream(out).setChecksum(true);
		};
	}

	Archive archive(OutputStream out, ZoneId zone) {
		return this == ZIP ? new ZipArchive(out, zone) : new TarArchive(out);
	}
}
