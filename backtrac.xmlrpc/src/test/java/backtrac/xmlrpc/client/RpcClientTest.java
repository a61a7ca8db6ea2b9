package backtrac.xmlrpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

class RpcClientTest {

	@Test
	void theTokenGoesUnencryptedToThisMachineOnly() throws Exception {
		List<InetAddress> own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
		assertTrue(own.stream().anyMatch(InetAddress::isLoopbackAddress));
		for (InetAddress address : own) {
			String host = address.getHostAddress().contains(":") ? "[" + address.getHostAddress().replaceAll("%.*", "") + "]" : address.getHostAddress();
			if (!address.isLinkLocalAddress()) {
				RpcClient.to(URI.create("http://" + host + ":8080/rpc"), "token").close();
			}
		}
		// TEST-NET-1 of RFC 5737 is nobody's
		assertThrows(IllegalArgumentException.class, () -> RpcClient.to(URI.create("http://192.0.2.1:8080/rpc"), "token"));
		RpcClient.to(URI.create("https://192.0.2.1/rpc"), "token").close();
	}

	@Test
	void whatIsNoTokenIsNotShown() {
		for (String secret : List.of("", "root:x:0:0\nbin:x:1:1", "two words", "t\u00f6ken", "x".repeat(501))) {
			String message = assertThrows(IllegalArgumentException.class, () -> RpcClient.to(URI.create("https://192.0.2.1/rpc"), secret)).getMessage();
			assertEquals("what was given as the token for https://192.0.2.1/rpc is none", message);
		}
	}
}
