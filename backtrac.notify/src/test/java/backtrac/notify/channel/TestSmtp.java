package backtrac.notify.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A mail server on a port of its own. */
final class TestSmtp implements AutoCloseable {

	/** A mail that was delivered. */
	record Delivered(List<String> receivers, byte[] bytes) {

		MimeMessage message() throws MessagingException {
			return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
		}
	}

	private final List<Delivered> mails = new CopyOnWriteArrayList<>();
	private final SMTPServer server;

	/** @param more what is special about it */
	TestSmtp(int port, UnaryOperator<SMTPServer.Builder> more) {
		server = more.apply(SMTPServer.port(port).bindAddress(InetAddress.getLoopbackAddress()).insertReceivedHeaders(false).messageHandlerFactory(Handler::new))
				.build();
		server.start();
	}

	/** Asks for a password. */
	static SMTPServer.Builder withPassword(SMTPServer.Builder builder, String user, String password) {
		return builder.requireAuth().authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, word, _) -> {
			if (!user.equals(name) || !password.equals(word)) {
				throw new LoginFailedException();
			}
		}));
	}

	int port() {
		return server.getPortAllocated();
	}

	List<Delivered> mails() {
		return mails;
	}

	@Override
	public void close() {
		server.stop();
	}

	/** Takes everything, but nothing for nobody@. */
	private final class Handler implements MessageHandler {

		private final List<String> receivers = new CopyOnWriteArrayList<>();

		Handler(MessageContext context) {
		}

		@Override
		public void from(String from) {
			// all are welcome
		}

		@Override
		public void recipient(String recipient) throws RejectException {
			if (recipient.startsWith("nobody@")) {
				throw new RejectException(550, "no such user");
			}
			receivers.add(recipient);
		}

		@Override
		public String data(InputStream data) throws IOException {
			mails.add(new Delivered(List.copyOf(receivers), data.readAllBytes()));
			return null;
		}

		@Override
		public void done() {
			// nothing to give back
		}
	}
}
