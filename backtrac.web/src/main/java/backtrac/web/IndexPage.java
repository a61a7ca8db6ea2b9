package backtrac.web;

import java.security.SecureRandom;
import java.util.Base64;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import com.vaadin.flow.server.VaadinResponse;

/** Completes the one HTML page that all others are shown in. */
final class IndexPage {

	private static final SecureRandom RANDOM = new SecureRandom();

	private IndexPage() {
	}

	/** Adds our scripts, first the one that sets the colours before anything is painted, and lets only the page's own scripts run. */
	static void complete(Document page, VaadinResponse response) {
		page.head().selectFirst("base").after(new Element("script").attr("src", "backtrac.js"));
		page.head().appendChild(new Element("script").attr("src", "log.js").attr("defer", true));
		byte[] random = new byte[18];
		RANDOM.nextBytes(random);
		String nonce = Base64.getEncoder().encodeToString(random);
		for (Element script : page.select("script:not([src])")) {
			script.attr("nonce", nonce);
		}
		response.setHeader(SecurityHeaders.POLICY, SecurityHeaders.policy("'nonce-" + nonce + "'"));
		response.setHeader("Cache-Control", "no-store");
	}
}
