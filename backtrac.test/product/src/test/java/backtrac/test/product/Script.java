package backtrac.test.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of a server by Python's own XML-RPC client: as foreign to it as the programs of its users are. */
final class Script {

	private static final String BEGIN = """
			import os, re, signal, sys, time, xmlrpc.client

			class Server:
				def __init__(self, base):
					self.base = base
					port = re.search(r"service.http.port *= *(\\d+)", open(base + "/etc/org.apache.felix.http.cfg").read()).group(1)
					token = open(base + "/data/token").read().strip()
					self.rpc = xmlrpc.client.ServerProxy("http://127.0.0.1:%s/rpc" % port, headers=[("Authorization", "Bearer " + token)])
				def backups(self, **filter):
					runs, page = [], None
					while page is None or len(page) == 1000:
						after = {"before": page[-1]["queued"], "before_id": page[-1]["run_id"]} if page else {}
						page = self.rpc.run.list({"verbs": ["backup"], "limit": 1000, **filter, **after})
						runs += page
					return runs
				def open(self):
					return self.rpc.run.list({"states": ["QUEUED", "RUNNING"], "verbs": ["backup"], "limit": 1000})
				def kill(self):
					os.kill(int(open(self.base + "/data/backtrac.pid").read()), signal.SIGKILL)

			def until(condition, what, patience=300):
				end = time.monotonic() + patience
				while not condition():
					assert time.monotonic() < end, "waited in vain until " + what
					time.sleep(0.1)

			server = Server(sys.argv[1])
			""";

	private Script() {
	}

	/**
	 * Runs a script to its end, which has {@code server}, the server of a product.
	 *
	 * @param arguments further ones, {@code sys.argv[2]} is the first of them
	 * @return what it printed, without the last line feed
	 */
	static String run(Product product, String script, String... arguments) {
		List<String> line = new ArrayList<>(List.of("python3", "-c", BEGIN + script, product.base().toString()));
		line.addAll(List.of(arguments));
		return product.execute(Map.of("PYTHONUTF8", "1"), line).assertDone().out().strip();
	}
}
