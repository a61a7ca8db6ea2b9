package backtrac.notify.channel;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import backtrac.api.notify.Notification;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;


/** From whom to whom, and what a mail looks like. */
record Envelope(InternetAddress from, List<InternetAddress> to) {

	private static final int LONGEST_SUBJECT = 200;

	/** @throws IllegalArgumentException with a message for people */
	static Envelope of(MailConfig config) {
		if (config.from().isBlank()) {
			throw new IllegalArgumentException("its configuration names no sender: from = …");
		}
		List<InternetAddress> to = new ArrayList<>();
		for (String one : config.to()) {
			to.addAll(addresses(one));
		}
		if (to.isEmpty()) {
			throw new IllegalArgumentException("its configuration names no receiver: to = …");
		}
		List<InternetAddress> from = addresses(config.from());
		if (from.size() != 1) {
			throw new IllegalArgumentException("there is one sender, not '" + config.from() + "'");
		}
		return new Envelope(from.getFirst(), List.copyOf(to));
	}

	private static List<InternetAddress> addresses(String text) {
		try {
			List<InternetAddress> addresses = List.of(InternetAddress.parse(text, true));
			for (InternetAddress address : addresses) {
				address.validate();
				// encodes it
				address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
			}
			return addresses;
		} catch (AddressException | UnsupportedEncodingException e) {
			throw new IllegalArgumentException("'" + text + "' is no mail address: " + e.getMessage());
		}
	}

	/** The mail that tells of something. */
	MimeMessage message(Session session, Notification notification) throws MessagingException {
		MimeMessage message = new MimeMessage(session) {
			@Override
			protected void updateMessageID() throws MessagingException {
				// as made below: the library's own tells names of this machine
			}
		};
		message.setFrom(from);
		message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
		message.setSubject(subject(notification.title()), StandardCharsets.UTF_8.name());
		message.setSentDate(Date.from(notification.time()));
		message.setHeader("Message-ID", messageId(notification));
		message.setHeader("Auto-Submitted", "auto-generated");
		// bytes and not a text, which would need what makes bytes of it
		message.setDataHandler(new DataHandler(new ByteArrayDataSource(notification.text().getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
		message.setHeader("Content-Transfer-Encoding", "quoted-printable");
		message.saveChanges();
		return message;
	}

	/** One line, whatever is in the names that it has: no other header can come of it. */
	private static String subject(String title) {
		String line = title.replaceAll("[\\p{Cc}\\x{2028}\\x{2029}]+", " ").strip();
		String cut = line.codePointCount(0, line.length()) <= LONGEST_SUBJECT ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
		return "[BackTrac] " + cut;
	}

	/** The same each time that it is tried, so that a mail that did arrive after all is known to be the same. */
	private String messageId(Notification notification) {
		String what = notification.kind() + "\n" + notification.time() + "\n" + notification.title() + "\n" + notification.facts().get("run_id") + "\n" + to;
		String address = from.getAddress();
		return "<" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)) + "@" + address.substring(address.lastIndexOf('@') + 1) + ">";
	}
}
