package backtrac.xmlrpc.server;

import java.net.InetAddress;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who may call without encryption: programs of this machine only, unless {@code etc/backtrac.xmlrpc.cfg} says otherwise. Whoever listens on
 * the way would have the token.
 */
@Component(service = PlainHttp.class, configurationPid = "backtrac.xmlrpc")
public final class PlainHttp {

	private static final Logger log = LoggerFactory.getLogger(PlainHttp.class);

	/** {@code etc/backtrac.xmlrpc.cfg}. */
	@interface Config {
		/** Whether all may. */
		boolean plainHttp() default false;
	}

	private volatile boolean forAll;

	@Activate
	public PlainHttp(Config config) {
		take(config);
	}

	PlainHttp(boolean forAll) {
		this.forAll = forAll;
	}

	@Modified
	void take(Config config) {
		forAll = config.plainHttp();
		if (forAll) {
			log.info("Calls of other machines are taken without encryption, as etc/backtrac.xmlrpc.cfg says");
		}
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
