package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;

@Timeout(60)
abstract class ClosingContract {

	private static final ByteString FILE = ByteString.of("file");
	private static final int ROUNDS = 60;
	private static final int USERS = 2;

	@TempDir
	Path temp;

	abstract FileSystem system();

	@Test
	void closingTwiceIsFineAndCallsAfterwardsFail() throws IOException {
		Directory folder = system().open(temp);
		FileHandle file = folder.create(FILE, 0600);
		for (int twice = 0; twice < 2; twice++) {
			file.close();
			folder.close();
		}
		PosixException closed = assertThrows(PosixException.class, () -> folder.stat(FILE, new Stat()));
		assertEquals(Errno.EBADF, closed.errno());
		assertEquals("file: closed", closed.getMessage());
		assertEquals(Errno.EBADF, assertThrows(PosixException.class, () -> file.read(new byte[1], 0, 1)).errno());
		try (Directory other = system().open(temp)) {
			assertEquals(Errno.EBADF, assertThrows(PosixException.class, () -> other.link(FILE, folder, FILE)).errno());
		}
		assertEquals(Set.of(), OpenFiles.below(temp));
	}

	/** A number that is closed is given to the next file at once: what another thread reads must never be of that one. */
	@Test
	void aFolderClosedInUseShowsNoOther() throws Exception {
		Path mine = Files.createDirectory(temp.resolve("mine"));
		Path other = Files.createDirectory(temp.resolve("other"));
		Files.writeString(mine.resolve("file"), "mine");
		Files.writeString(other.resolve("file"), "other!");
		inRounds(() -> {
			Directory folder = system().open(mine);
			return new Round(folder::close, () -> {
				Stat stat = new Stat();
				for (;;) {
					folder.stat(FILE, stat);
					assertEquals(4, stat.size);
				}
			}, () -> system().open(other));
		});
		assertEquals(Set.of(), OpenFiles.below(temp));
	}

	@Test
	void aFileClosedInUseShowsNoOther() throws Exception {
		Files.writeString(temp.resolve("mine"), "m".repeat(100_000));
		Files.writeString(temp.resolve("other"), "o".repeat(100_000));
		try (Directory folder = system().open(temp)) {
			inRounds(() -> {
				FileHandle file = folder.open(ByteString.of("mine"));
				return new Round(file::close, () -> {
					byte[] buffer = new byte[1];
					while (file.read(buffer, 0, 1) > 0) {
						assertEquals('m', buffer[0]);
					}
					throw new PosixException("", "", Errno.EBADF, LinuxErrno.EBADF); // the others have read it to its end
				}, () -> folder.open(ByteString.of("other")));
			});
		}
		assertEquals(Set.of(), OpenFiles.below(temp));
	}

	private interface Action {
		void run() throws IOException;
	}

	private interface Opener {
		AutoCloseable open() throws IOException;
	}

	/** Something to close while it is used, and something else to open that gets the number that is free. */
	private record Round(Action close, Action use, Opener next) {
	}

	private static void inRounds(Callable<Round> rounds) throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(USERS)) {
			for (int i = 0; i < ROUNDS; i++) {
				Round round = rounds.call();
				CountDownLatch begun = new CountDownLatch(USERS);
				List<Future<PosixException>> users = new ArrayList<>();
				for (int n = 0; n < USERS; n++) {
					users.add(threads.submit(() -> {
						begun.countDown();
						return assertThrows(PosixException.class, round.use()::run);
					}));
				}
				begun.await();
				round.close().run();
				try (AutoCloseable next = round.next().open()) {
					for (Future<PosixException> user : users) {
						assertEquals(Errno.EBADF, user.get().errno(), () -> "while " + next + " is open");
					}
				}
			}
		}
	}
}
