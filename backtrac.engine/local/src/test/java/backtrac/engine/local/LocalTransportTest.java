package backtrac.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

class LocalTransportTest {

	private final LocalTransport transport = new LocalTransport();

	@TempDir
	Path temp;

	@Test
	void aPathThatIsMissingOrMakesNoSenseIsSaid() throws IOException {
		refused(Map.of(), Reason.SETTINGS, "The plan does not say which folder. Set path to a folder's full path, such as /home.");
		refused(Map.of("path", " "), Reason.SETTINGS, "The plan does not say which folder. Set path to a folder's full path, such as /home.");
		refused(Map.of("path", "home"), Reason.SETTINGS, "'home' does not begin with a slash. Set path to a folder's full path, such as /home.");
		refused(Map.of("path", "/a\0b"), Reason.SETTINGS, "'/a\0b' is no path. Set path to a folder's full path, such as /home.");
		Path none = temp.resolve("none");
		refused(Map.of("path", none.toString()), Reason.NOT_FOUND, "There is no folder " + none + " on this machine.");
		Path file = Files.createFile(temp.resolve("file"));
		refused(Map.of("path", file.toString()), Reason.NOT_A_DIRECTORY, file + " is not a folder. Name the folder that it is in.");
		Path circle = Files.createSymbolicLink(temp.resolve("circle"), Path.of("circle"));
		assertEquals(Reason.NOT_FOUND, assertThrows(TransportException.class, () -> open(circle)).reason());
	}

	@Test
	void theUsersOwnPathMayBeALink() throws IOException {
		Files.createFile(temp.resolve("file"));
		Path link = Files.createSymbolicLink(temp.resolve("link"), temp);
		try (TransportSession session = open(link)) {
			assertEquals(2, session.list(EntryPath.ROOT).children().size());
		}
	}

	@Test
	void whenItGoesAllSessionsAreClosed() throws IOException {
		Files.writeString(temp.resolve("file"), "content");
		TransportSession one = open(temp);
		TransportSession two = open(temp);
		FileContent content = two.read(EntryPath.parse("file"));
		transport.stop();
		for (TransportSession session : new TransportSession[] { one, two }) {
			assertEquals(Reason.CLOSED, assertThrows(TransportException.class, () -> session.list(EntryPath.ROOT)).reason());
		}
		assertEquals(Reason.CLOSED, assertThrows(TransportException.class, content::read).reason());
		assertEquals(Reason.CLOSED, assertThrows(TransportException.class, () -> open(temp)).reason());
	}

	private TransportSession open(Path path) throws TransportException {
		return transport.open(Map.of("path", path.toString()));
	}

	private void refused(Map<String, Object> settings, Reason reason, String sentence) {
		TransportException e = assertThrows(TransportException.class, () -> transport.open(settings));
		assertEquals(sentence, e.getMessage());
		assertEquals(reason, e.reason());
	}
}
