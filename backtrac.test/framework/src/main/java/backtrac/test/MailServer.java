package backtrac.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The least that takes mail: as much of SMTP as a polite client needs. */
final class MailServer implements AutoCloseable {

	private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
	private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();

	MailServer() throws IOException {
		Thread.ofVirtual().start(this::serve);
	}

	int port() {
		return socket.getLocalPort();
	}

	/** The next mail, header and all; null if none comes. */
	String next() throws InterruptedException {
		return mails.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private void serve() {
		while (!socket.isClosed()) {
			try (Socket client = socket.accept()) {
				talk(client);
			} catch (IOException _) {
				// closed, or a client that went: the next one
			}
		}
	}

	private void talk(Socket client) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
		PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.US_ASCII);
		out.print("220 ready\r\n");
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			switch (line.toUpperCase(Locale.ROOT).substring(0, Math.min(4, line.length()))) {
			case "DATA" -> {
				out.print("354 go on\r\n");
				StringBuilder mail = new StringBuilder();
				for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
					mail.append(text).append('\n');
				}
				mails.add(mail.toString());
				out.print("250 taken\r\n");
			}
			case "QUIT" -> {
				out.print("221 bye\r\n");
				return;
			}
			default -> out.print("250 fine\r\n");
			}
		}
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
