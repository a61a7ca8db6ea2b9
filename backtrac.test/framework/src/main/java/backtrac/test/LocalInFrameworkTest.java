package backtrac.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.WritableContract;

/** What holds for every transport, for the folders of this machine as the live server has them. */
@ExtendWith(ServiceExtension.class)
class LocalInFrameworkTest extends WritableContract {

	@InjectService(filter = "(" + Transport.SCHEME + "=local)")
	Transport transport;

	@TempDir
	Path folder;

	@Override
	protected Path folder() {
		return folder;
	}

	@Override
	protected TransportSession open() throws TransportException {
		return transport.open(Map.of("path", folder.toString()));
	}

	@Override
	protected boolean deny(Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
		return !System.getProperty("user.name").equals("root");
	}
}
