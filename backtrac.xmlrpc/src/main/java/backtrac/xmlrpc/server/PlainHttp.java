package backtrac.xmlrpc.server;

import java.net.InetAddress;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.config.ConfigFile;
import backtrac.api.config.ConfigProblems;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who may call without encryption: programs of this machine only, unless {@code etc/backtrac.xmlrpc.cfg} says otherwise. Whoever listens on
 * the way would have the token.
 */
@Component(service = { PlainHttp.class, ConfigProblems.class }, configurationPid = "backtrac.xmlrpc")
public final class PlainHttp implements ConfigProblems {

	private static final Logger log = LoggerFactory.getLogger(PlainHttp.class);

	/** {@code etc/backtrac.xmlrpc.cfg}. */
	@interface Config {
		/** Whether all may. */
		String plainHttp() default "false";
	}

	private volatile boolean forAll;
	private volatile List<String> problems = List.of();

	@Activate
	public PlainHttp(Config config) {
		take(config);
	}

	PlainHttp(boolean forAll) {
		this.forAll = forAll;
	}

	@Modified
	void take(Config config) {
		ConfigFile file = new ConfigFile("etc/backtrac.xmlrpc.cfg");
		forAll = file.isTrue("plainHttp", config.plainHttp());
		problems = file.problems();
		problems.forEach(log::warn);
		if (forAll) {
			log.info("Calls of other machines are taken without encryption, as etc/backtrac.xmlrpc.cfg says");
		}
	}

	@Override
	public List<String> configProblems() {
		return problems;
	}

	/** Tells by its head alone if a request comes in a way that is good enough for a token. */
	boolean takes(HttpServletRequest request) {
		return request.isSecure() || forAll || isFromThisMachine(request);
	}

	private static boolean isFromThisMachine(HttpServletRequest request) {
		String address = request.getRemoteAddr();
		try {
			return address != null && InetAddress.ofLiteral(address.replaceAll("^\\[|\\]$", "")).isLoopbackAddress();
		} catch (IllegalArgumentException e) {
			return false;
		}
	}
}
