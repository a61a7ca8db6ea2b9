package backtrac.test.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a server on this machine, and for a network that is slow, stalls, breaks, or changes what goes over
 * it. Its faults concern what the server answers, unless they say otherwise. Safe for use by several threads.
 */
public final class FaultyProxy implements Closeable {

	private static final long NEVER = Long.MAX_VALUE;

	private final ServerSocket listener;
	private final int target;
	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
	private final AtomicInteger connections = new AtomicInteger();
	private final AtomicLong answered = new AtomicLong();
	private final AtomicLong asked = new AtomicLong();
	private final Object stalling = new Object();
	private volatile long cutAfter = NEVER;
	private volatile long cutAskedAfter = NEVER;
	private volatile long flipAt = NEVER;
	private volatile boolean refusing;
	private volatile long delayMillis;
	// guarded by stalling
	private boolean stalled;

	/** @param target the server's port on this machine */
	public FaultyProxy(int target) throws IOException {
		this.target = target;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public int port() {
		return listener.getLocalPort();
	}

	/** How many connections have been made by now. */
	public int connections() {
		return connections.get();
	}

	/** How many bytes the server has answered by now. */
	public long answered() {
		return answered.get();
	}

	/** Cuts all connections as soon as the server has answered that many more bytes; once. */
	public void cutAfter(long bytes) {
		cutAfter = answered.get() + bytes;
	}

	/** Cuts all connections as soon as the server was sent that many more bytes; once. */
	public void cutAfterAsking(long bytes) {
		cutAskedAfter = asked.get() + bytes;
	}

	/** Changes one bit of the answers, that many bytes from now; once. */
	public void flipAfter(long bytes) {
		flipAt = answered.get() + bytes;
	}

	/** Lets each piece of an answer wait. */
	public void delay(long millis) {
		delayMillis = millis;
	}

	/** Connections are taken, and closed at once. */
	public void refuse(boolean refuse) {
		refusing = refuse;
	}

	/** Holds back all that comes, in both directions, until it is told otherwise. */
	public void stall(boolean stall) {
		synchronized (stalling) {
			stalled = stall;
			stalling.notifyAll();
		}
	}

	/** Breaks all connections that there are. */
	public void cut() {
		sockets.forEach(FaultyProxy::reset);
		sockets.clear();
	}

	private void accept() {
		try {
			for (;;) {
				Socket client = listener.accept();
				connections.incrementAndGet();
				if (refusing) {
					reset(client);
					continue;
				}
				try {
					Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
					for (Socket socket : new Socket[] { client, server }) {
						socket.setTcpNoDelay(true);
						sockets.add(socket);
					}
					start(() -> pump(client, server, false));
					start(() -> pump(server, client, true));
				} catch (IOException serverIsGone) {
					reset(client);
				}
			}
		} catch (IOException closed) {
			cut();
		}
	}

	private void pump(Socket from, Socket to, boolean isAnswer) {
		byte[] buffer = new byte[64 << 10];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int n; (n = in.read(buffer)) >= 0;) {
				await();
				n = isAnswer ? answer(buffer, n) : ask(n);
				if (n < 0) {
					cut();
					return;
				}
				out.write(buffer, 0, n);
			}
		} catch (IOException broken) {
			// as the other side will see
		} finally {
			reset(from);
			reset(to);
			sockets.remove(from);
			sockets.remove(to);
		}
	}

	/** How many bytes to pass on; less than 0 to cut. */
	private int answer(byte[] buffer, int length) {
		long before = answered.getAndAdd(length);
		if (before + length > cutAfter) {
			cutAfter = NEVER;
			return -1;
		}
		long flip = flipAt - before;
		if (flip >= 0 && flip < length) {
			flipAt = NEVER;
			buffer[(int) flip] ^= 4;
		}
		return length;
	}

	private int ask(int length) {
		if (asked.addAndGet(length) > cutAskedAfter) {
			cutAskedAfter = NEVER;
			return -1;
		}
		return length;
	}

	private void await() throws IOException {
		try {
			synchronized (stalling) {
				long end = System.nanoTime() + delayMillis * 1_000_000;
				for (long left; (left = end - System.nanoTime()) > 0;) {
					stalling.wait(left / 1_000_000 + 1);
				}
				while (stalled) {
					stalling.wait();
				}
			}
		} catch (InterruptedException e) {
			throw new IOException(e);
		}
	}

	private static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
		} catch (IOException alreadyClosed) {
			return;
		}
		try {
			socket.close();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void start(Runnable work) {
		Thread.ofPlatform().daemon().name("faulty proxy").start(work);
	}

	@Override
	public void close() throws IOException {
		listener.close();
		stall(false);
		cut();
	}
}
