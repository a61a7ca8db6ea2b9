package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SystemFileSystemTest {

	@Test
	void linuxHasItsOwn() {
		for (String machine : new String[] { "amd64", "aarch64" }) {
			assertEquals(new SystemFileSystem(LinuxFileSystem.INSTANCE, null),
					SystemFileSystem.choose("", "Linux", machine, () -> LinuxFileSystem.INSTANCE));
		}
	}

	@Test
	void othersAndWhoAsksForItHaveJavas() {
		for (String[] machine : new String[][] { { "", "Linux", "riscv64" }, { "", "Mac OS X", "aarch64" }, { "", "Windows 11", "amd64" },
				{ "nio", "Linux", "amd64" } }) {
			SystemFileSystem chosen = SystemFileSystem.choose(machine[0], machine[1], machine[2], () -> {
				throw new AssertionError("not even tried");
			});
			assertSame(NioFileSystem.INSTANCE, chosen.files());
			assertNull(chosen.trouble());
		}
	}

	@Test
	void callsThatAreDeniedAreToldAndDoneWithout() {
		SystemFileSystem chosen = SystemFileSystem.choose("", "Linux", "amd64", () -> {
			throw new ExceptionInInitializerError(new IllegalCallerException("Illegal native access from an unnamed module"));
		});
		assertSame(NioFileSystem.INSTANCE, chosen.files());
		assertTrue(chosen.trouble().contains("Illegal native access") && chosen.trouble().contains("--enable-native-access"), chosen.trouble());
		SystemFileSystem sandboxed = SystemFileSystem.choose("", "Linux", "amd64", () -> path -> {
			throw new PosixException("openat", "/", Errno.ENOSYS, 38);
		});
		assertSame(NioFileSystem.INSTANCE, sandboxed.files());
		assertTrue(sandboxed.trouble().contains(Errno.ENOSYS.text()), sandboxed.trouble());
	}

	@Test
	void aWordThatMeansNothingIsTold() {
		SystemFileSystem chosen = SystemFileSystem.choose("noi", "Linux", "amd64", () -> LinuxFileSystem.INSTANCE);
		assertSame(LinuxFileSystem.INSTANCE, chosen.files());
		assertTrue(chosen.trouble().contains("'noi'"), chosen.trouble());
	}
}
