package backtrac.xmlrpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.TokenApi;
import backtrac.xmlrpc.remote.TransportApi;
import backtrac.xmlrpc.remote.TransportTrial;

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

	@Test
	void aCharacterThatCannotTravelIsNamedWithItsPlace() throws Exception {
		try (RpcClient client = RpcClient.to(URI.create("https://192.0.2.1/rpc"), "token")) { // nobody is asked
			TokenApi tokens = client.proxy(TokenApi.class, "token");
			assertRefused("name holds the character U+001B", () -> tokens.add("x\u001b[31m", "viewer", "", ""));
			TransportApi transports = client.proxy(TransportApi.class, "transport");
			assertRefused("trial.settings.path holds the character U+0000",
					() -> transports.test(new TransportTrial("local", Map.of("path", "a\0"), Map.of(), "")));
			assertRefused("a name in trial.settings holds the character U+FFFE",
					() -> transports.test(new TransportTrial("local", Map.of("\ufffe", "a"), Map.of(), "")));
			assertRefused("parameter 2 holds the character U+D83D", () -> client.call("run.verify", 1, List.of("ok \ud83d\ude00", "\ud83d")));
		}
	}

	private static void assertRefused(String message, Executable call) {
		RpcFault fault = assertThrows(RpcFault.class, call);
		assertTrue(fault.is(Fault.BAD_PARAMETERS) && fault.getMessage().startsWith(message), fault.getMessage());
	}
}
