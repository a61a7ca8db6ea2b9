package backtrac.test;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.Samba;
import backtrac.test.transport.WritableContract;

/** What holds for every transport, for Windows shares as the live server has them, against a real Samba. */
@ExtendWith(ServiceExtension.class)
class SharesInFrameworkTest extends WritableContract {

	private static Samba samba;

	@InjectService(filter = "(" + Transport.SCHEME + "=smb)")
	Transport transport;

	private Path folder;

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@Override
	protected Path folder() {
		return folder;
	}

	@Override
	protected TransportSession open() throws TransportException {
		if (folder == null) {
			try {
				folder = samba.newFolder();
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
		}
		return transport.open(samba.settings("path", folder.getFileName().toString()));
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
