package backtrac.xmlrpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.ws.commons.util.NamespaceContextImpl;
import org.apache.xmlrpc.common.TypeFactoryImpl;
import org.junit.jupiter.api.Test;

/** What the bundle's jar holds is all that a caller needs on the class path. */
class PlainJvmTest {

	@Test
	void aProgramNeedsThisJarAlone() throws Exception {
		List<String> path = new ArrayList<>();
		// our classes, and those of the library that are embedded in the jar; the caller itself
		for (Class<?> type : List.of(RpcClient.class, TypeFactoryImpl.class, NamespaceContextImpl.class, PlainCaller.class)) {
			path.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
		}
		String answer = "<methodResponse><params><param><value><struct><member><name>version</name><value>0.1.0</value></member>"
				+ "<member><name>started_ms</name><value>5000000000</value></member></struct></value></param></params></methodResponse>";
		try (HostileServer server = new HostileServer(HostileServer.text(answer))) {
			Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
					String.join(File.pathSeparator, path), PlainCaller.class.getName(), server.uri.toString()).redirectErrorStream(true).start();
			assertEquals("0.1.0\n", new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
	}
}
