package backtrac.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.api.store.SnapshotRequest;

class BackupNamesTest {

	@ParameterizedTest
	@CsvSource({ "/usr/share/doc, usr-share-doc", "/, root", "/home/ann/.config, home-ann-.config", "/.hidden, hidden", "'/a b', a b" })
	void aPlanIsNamedAfterItsFolder(String folder, String plan) {
		assertEquals(plan, BackupNames.plan(Path.of(folder)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a\nb", "/-", "/..a", "/x/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
			"/y/😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀z" })
	void theNameIsAlwaysOneThatARepositoryTakes(String folder) {
		String name = BackupNames.plan(Path.of(folder));
		assertEquals(name, new SnapshotRequest("client", name, Instant.EPOCH, false).plan());
		assertFalse(Character.isLowSurrogate(name.charAt(0)), name);
	}

	@Test
	void theClientIsThisMachineWithoutItsDomain() throws IOException {
		String name = BackupNames.client();
		assertFalse(name.contains("."), name);
		assertEquals(name, new SnapshotRequest(name, "plan", Instant.EPOCH, false).client());
	}
}
