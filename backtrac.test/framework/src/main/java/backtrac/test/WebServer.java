package backtrac.test;

import java.net.URI;
import java.util.Hashtable;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.HttpServiceRuntimeConstants;

/** The framework's web server, on a free port of this machine only. */
final class WebServer {

	private static final String PID = "org.apache.felix.http";

	private WebServer() {
	}

	/** Has the web server listen, if it does not yet; answers its address, which ends with a slash. */
	static URI address(BundleContext context, Services services) throws Exception {
		services.use(ConfigurationAdmin.class, admin -> {
			Configuration configuration = admin.getConfiguration(PID, "?");
			configuration.updateIfDifferent(new Hashtable<>(Map.of("org.apache.felix.http.host", "127.0.0.1", "org.osgi.service.http.port", "0",
					"org.apache.felix.jakarta.websocket.enable", "true")));
			return null;
		});
		Await.until(() -> endpoint(context) != null, () -> "the web server does not listen");
		return URI.create(endpoint(context));
	}

	private static String endpoint(BundleContext context) {
		ServiceReference<?> runtime = context.getServiceReference(HttpServiceRuntime.class);
		Object endpoint = runtime == null ? null : runtime.getProperty(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT);
		return endpoint instanceof String[] all ? all.length == 0 ? null : all[0] : (String) endpoint;
	}
}
