package backtrac.notify.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * How mail gets out.
 *
 * @param host         the mail server
 * @param port         its port
 * @param security     of the connection
 * @param certificates to trust in place of those that Java trusts; null for these
 * @param user         empty for none
 * @param password     as the configuration has it; empty if it has none
 * @param passwordFile where it is instead, or the configuration's own file if the password is there; null for neither
 */
record MailAccount(String host, int port, Security security, Path certificates, String user, String password, PrivateFile passwordFile) {

	private static final int TIMEOUT_MILLIS = 10_000;

	/** How a connection is secured. */
	enum Security {
		/** Encrypted after a request. */
		STARTTLS(587),
		/** Encrypted from the beginning. */
		TLS(465),
		/** Not at all. */
		NONE(25);

		final int port;

		Security(int port) {
			this.port = port;
		}
	}

	/** @throws IllegalArgumentException with a message for people */
	static MailAccount of(MailConfig config, Etc etc) {
		String host = config.host().strip();
		if (host.isEmpty()) {
			throw new IllegalArgumentException("its configuration names no mail server: host = …");
		}
		if (config.user().isBlank() && !(config.password().isEmpty() && config.passwordFile().isBlank())) {
			throw new IllegalArgumentException("its configuration has a password, but no user");
		}
		Security security = security(config.security());
		boolean elsewhere = !config.passwordFile().isBlank();
		PrivateFile file = elsewhere ? etc.privateFile(config.passwordFile()) : config.password().isEmpty() ? null : etc.own();
		return new MailAccount(host, port(config.port(), security), security, etc.file(config.certificates()), config.user().strip(),
				elsewhere ? "" : config.password(), file);
	}

	private static Security security(String word) {
		try {
			return Security.valueOf(word.strip().toUpperCase(Locale.ROOT));
		} catch (IllegalArgumentException _) {
			throw new IllegalArgumentException("security is starttls, tls or none, not '" + word + "'");
		}
	}

	private static int port(String text, Security security) {
		if (text.isBlank()) {
			return security.port;
		}
		if (text.strip().matches("\\d{1,5}")) {
			int port = Integer.parseInt(text.strip());
			if (port >= 1 && port <= 65_535) {
				return port;
			}
		}
		throw new IllegalArgumentException("port is a number from 1 to 65535, not '" + text + "'");
	}

	/** The password; null if there is no user. */
	String secret() throws IOException {
		if (user.isEmpty()) {
			return null;
		}
		if (!password.isEmpty()) {
			if (passwordFile != null) {
				passwordFile.requirePrivate();
			}
			return password;
		}
		return passwordFile == null ? "" : passwordFile.firstLine();
	}

	/** As Jakarta Mail takes it. */
	Properties session() throws IOException {
		Properties properties = new Properties();
		properties.put("mail.transport.protocol", "smtp");
		properties.put("mail.smtp.host", host);
		properties.put("mail.smtp.port", Integer.toString(port));
		properties.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
		for (String timeout : new String[] { "connectiontimeout", "timeout", "writetimeout" }) {
			properties.put("mail.smtp." + timeout, Integer.toString(TIMEOUT_MILLIS));
		}
		// one receiver that is gone does not keep it from the others
		properties.put("mail.smtp.sendpartial", "true");
		properties.put("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
		properties.put("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
		properties.put("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
		properties.put("mail.smtp.ssl.checkserveridentity", "true");
		if (certificates != null && security != Security.NONE) {
			properties.put("mail.smtp.ssl.socketFactory", Certificates.trustOnly(certificates).getSocketFactory());
		}
		return properties;
	}

	@Override
	public String toString() {
		return host + ":" + port;
	}
}
