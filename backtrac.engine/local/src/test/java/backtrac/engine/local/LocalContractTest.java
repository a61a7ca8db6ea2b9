package backtrac.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;

import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.WritableContract;

/** What holds for every transport. */
class LocalContractTest extends WritableContract {

	@TempDir
	Path temp;

	@Override
	protected Path folder() {
		return temp;
	}

	@Override
	protected TransportSession open() throws TransportException {
		return new LocalTransport().open(Map.of("path", temp.toString()));
	}

	@Override
	protected boolean deny(Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
		return !System.getProperty("user.name").equals("root");
	}
}
