package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;
import backtrac.api.store.Adoption;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.TransportException;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;
import backtrac.posix.FileSystem;
import backtrac.posix.LinkableFile;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** A folder of files on the repository's file system, to be adopted. */
class OldFolder {

	private static Instant time = Instant.parse("2020-01-01T00:00:00Z");

	private final Path folder;

	OldFolder(Path folder) {
		this.folder = folder;
	}

	Snapshot adopt(Repository repository, Adoption adoption) throws IOException {
		time = time.plusSeconds(86400);
		try (Directory directory = FileSystem.system().open(folder);
				SnapshotWriter writer = repository.begin(new SnapshotRequest("client", "plan", time, false, null, adoption))) {
			List<FileEntry> children = new ArrayList<>();
			for (Directory.Name name : directory.list()) {
				children.add(listed(entry(directory, name.bytes())));
			}
			List<FileEntry> wanted = writer.directory(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, time), children);
			for (FileEntry asked : wanted.stream().sorted(Comparator.comparing(FileEntry::name)).toList()) {
				try (FileHandle file = directory.open(asked.name())) {
					writer.put(EntryPath.ROOT, asked, new Content(asked, file));
				}
			}
			return writer.commit();
		}
	}

	private static FileEntry entry(Directory directory, ByteString name) throws IOException {
		Stat stat = new Stat();
		directory.stat(name, stat);
		return entry(name, stat);
	}

	private static FileEntry entry(ByteString name, Stat stat) {
		return new FileEntry(name, FileType.FILE, stat.size, Instant.ofEpochSecond(stat.modifiedSeconds, stat.modifiedNanos), stat.permissions(), stat.uid,
				stat.gid, null, null, null, 0, stat.links > 1 ? new FileId(stat.device, stat.inode) : null, Map.of());
	}

	/** A file as the list has it. */
	FileEntry listed(FileEntry file) {
		return file;
	}

	/** Called before a file is linked. */
	void beforeLink(FileEntry file) throws PosixException {
		// nothing
	}

	/** Called before a file is read. */
	void beforeRead(FileEntry file) throws TransportException {
		// nothing
	}

	private final class Content extends FileContent implements LinkableFile {

		private final FileEntry entry;
		private final FileHandle file;

		Content(FileEntry entry, FileHandle file) {
			this.entry = entry;
			this.file = file;
		}

		@Override
		public FileEntry state() throws TransportException {
			Stat stat = new Stat();
			try {
				file.stat(stat);
			} catch (IOException e) {
				throw new AssertionError(e);
			}
			return entry(entry.name(), stat);
		}

		@Override
		public int read() throws IOException {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			beforeRead(entry);
			return file.read(buffer, offset, length);
		}

		@Override
		public void linkTo(Directory target, ByteString targetName) throws IOException {
			beforeLink(entry);
			file.linkTo(target instanceof FaultyFileSystem.Wrapped wrapped ? (Directory) wrapped.real() : target, targetName);
		}
	}
}
