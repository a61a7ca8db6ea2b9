package backtrac.notify.channel;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notifier;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Tells by mail. */
final class Mailer implements Notifier {

	private static final Logger log = LoggerFactory.getLogger(Mailer.class);

	private final MailAccount account;
	private final Envelope envelope;

	Mailer(MailAccount account, Envelope envelope) {
		this.account = account;
		this.envelope = envelope;
	}

	@Override
	public void send(Notification notification) throws IOException {
		String password = account.secret();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		// the library looks there for its parts
		thread.setContextClassLoader(Session.class.getClassLoader());
		try {
			Session session = Session.getInstance(account.session());
			MimeMessage message = envelope.message(session, notification);
			try (Transport transport = session.getTransport()) {
				transport.connect(account.host(), account.port(), account.user().isEmpty() ? null : account.user(), password);
				transport.sendMessage(message, message.getAllRecipients());
			}
		} catch (AuthenticationFailedException e) {
			throw new IOException("the mail server " + account + " does not accept user and password: " + oneLine(e));
		} catch (SendFailedException e) {
			if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
				throw new IOException("the mail server " + account + " does not take the mail: " + oneLine(e));
			}
			log.warn("the mail server {} does not take the mail for {}: {}", account,
					Arrays.stream(e.getInvalidAddresses()).map(Object::toString).collect(Collectors.joining(", ")), oneLine(e));
		} catch (MessagingException e) {
			throw new IOException("the mail server " + account + " cannot be used: " + oneLine(e));
		} finally {
			thread.setContextClassLoader(before);
		}
	}

	/** What it says and why, without the library's classes. */
	private static String oneLine(MessagingException e) {
		StringBuilder text = new StringBuilder(String.valueOf(e.getMessage()));
		for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
				text.append(": ").append(cause.getMessage());
			}
		}
		return text.toString().replaceAll("[\\p{Cc};\\s]+", " ").strip();
	}
}
