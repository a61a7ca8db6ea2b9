package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Listing;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.Samba;

/** A folder is listed with one message, and with more if it holds more than that. */
class ListingTest {

	private static Samba samba;

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@Test
	void allOfAFolderIsListedHoweverMuchItIs() throws IOException {
		Path folder = samba.newFolder();
		try (TransportSession session = new SmbTransport().open(samba.settings("path", folder.getFileName().toString()))) {
			Set<String> names = new TreeSet<>();
			assertEquals(names, list(session));
			// 280 bytes each: about 226 of them, and the folder itself twice, are what one message holds
			for (int i = 0; i < 700; i++) {
				String name = String.format("%0100d", i);
				Files.createFile(folder.resolve(name));
				names.add(name);
				if (i < 2 || i > 215 && i < 235 || i > 698) {
					assertEquals(names, list(session), names.size() + " files");
				}
			}
		}
	}

	@Test
	void theLongestNamesAreListed() throws IOException {
		Path folder = samba.newFolder();
		try (TransportSession session = new SmbTransport().open(samba.settings("path", folder.getFileName().toString()))) {
			Set<String> names = new TreeSet<>();
			for (int i = 0; i < 120; i++) {
				String name = String.format("%0255d", i);
				Files.createFile(folder.resolve(name));
				names.add(name);
				if (i > 100) {
					assertEquals(names, list(session), names.size() + " files");
				}
			}
		}
	}

	private static Set<String> list(TransportSession session) throws TransportException {
		Listing listing = session.list(EntryPath.ROOT);
		assertEquals(0, listing.problems().size());
		return listing.children().stream().map(child -> child.name().toString()).collect(Collectors.toCollection(TreeSet::new));
	}
}
