package backtrac.notify.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notifier;

/**
 * Tells a program by HTTP. A URL may itself be a secret, so messages name its host only.
 *
 * @param url          where to POST to
 * @param certificates to trust in place of those that Java trusts; null for these
 * @param headers      to send along; null for none
 * @param secret       to sign with; null for none
 */
record Webhook(URI url, Path certificates, PrivateFile headers, PrivateFile secret) implements Notifier {

	/** The header with the signature: HMAC-SHA256 of the body, in hex. */
	static final String SIGNATURE = "X-BackTrac-Signature";

	private static final Duration CONNECT = Duration.ofSeconds(10);
	private static final Duration ANSWER = Duration.ofSeconds(30);

	/** @throws IllegalArgumentException with a message for people */
	static Webhook of(WebhookConfig config, Etc etc) {
		try {
			URI url = new URI(config.url().strip());
			if (url.getHost() != null && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))) {
				return new Webhook(url, etc.file(config.certificates()), etc.privateFile(config.headerFile()), etc.privateFile(config.secretFile()));
			}
		} catch (URISyntaxException _) {
			// said below
		}
		throw new IllegalArgumentException("its configuration needs a URL that begins with http:// or https:// and has a host: url = …");
	}

	@Override
	public void send(Notification notification) throws IOException {
		byte[] body = NotificationJson.write(notification);
		HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(ANSWER).header("Content-Type", "application/json; charset=utf-8")
				.header("User-Agent", "BackTrac").POST(HttpRequest.BodyPublishers.ofByteArray(body));
		if (headers != null) {
			addHeaders(request);
		}
		if (secret != null) {
			request.setHeader(SIGNATURE, "sha256=" + hmac(secret.firstLine(), body));
		}
		HttpClient client = client();
		try {
			HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
			// what it says has no end perhaps, and nobody reads it
			response.body().close();
			if (response.statusCode() / 100 != 2) {
				throw new IOException(url.getHost() + " answers with the status " + response.statusCode()
						+ (response.statusCode() / 100 == 3 ? ": another URL is not followed, configure that one" : ""));
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new IOException("it was interrupted while it told " + url.getHost());
		} catch (HttpTimeoutException _) {
			throw new IOException(url.getHost() + " does not answer in time");
		} catch (ConnectException _) {
			throw new IOException("no connection to " + url.getHost() + " can be made");
		} finally {
			client.shutdownNow();
		}
	}

	private HttpClient client() throws IOException {
		HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
				.followRedirects(HttpClient.Redirect.NEVER);
		if (ProxySelector.getDefault() != null) {
			builder.proxy(ProxySelector.getDefault());
		}
		return certificates == null ? builder.build() : builder.sslContext(Certificates.trustOnly(certificates)).build();
	}

	private void addHeaders(HttpRequest.Builder request) throws IOException {
		for (String line : headers.lines()) {
			int colon = line.indexOf(':');
			try {
				request.setHeader(line.substring(0, Math.max(0, colon)).strip(), line.substring(colon + 1).strip());
			} catch (IllegalArgumentException _) {
				// not its text, which is secret
				throw new IOException("a line of " + headers.path() + " is no header that can be sent: it takes NAME: VALUE");
			}
		}
	}

	private static String hmac(String secret, byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(body));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HmacSHA256", e);
		}
	}
}
