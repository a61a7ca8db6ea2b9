package backtrac.smb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;

import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.Samba;
import backtrac.test.transport.WritableContract;

/** What holds for every transport, against a real server. */
class SmbContractTest extends WritableContract {

	private static Samba samba;

	private final SmbTransport transport = new SmbTransport();
	private final String name = UUID.randomUUID().toString();

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@Override
	protected Path folder() {
		return samba.folder().resolve(name);
	}

	@Override
	protected TransportSession open() throws TransportException {
		try {
			if (!Files.isDirectory(folder())) {
				Files.createDirectory(folder());
				Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
			}
		} catch (IOException e) {
			throw new IllegalStateException(e);
		}
		return transport.open(samba.settings("path", name));
	}

	@Override
	protected boolean deny(Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
		return !Samba.USER.equals("root");
	}

	@Override
	protected long timeStep() {
		return 100;
	}
}
