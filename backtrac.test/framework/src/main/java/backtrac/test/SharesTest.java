package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

import backtrac.api.transport.Reason;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportException;

/** The transport for Windows shares is there, with the library that it needs. */
@ExtendWith(ServiceExtension.class)
class SharesTest {

	@InjectService(filter = "(" + Transport.SCHEME + "=smb)")
	Transport transport;

	@Test
	void whoCannotBeReachedIsSaid() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		Map<String, Object> settings = Map.of("host", "127.0.0.1", "port", port, "share", "none", "user", "nobody", "password", "none");
		TransportException e = assertThrows(TransportException.class, () -> transport.open(settings));
		assertEquals(Reason.UNREACHABLE, e.reason(), e.getMessage());
	}
}
