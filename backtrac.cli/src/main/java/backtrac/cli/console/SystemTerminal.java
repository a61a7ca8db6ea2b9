package backtrac.cli.console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The terminal behind this process's standard error and output, asked by ioctl_tty(2) TIOCGWINSZ: {@code java.io.Console} knows
 * of standard input and output only, and of no width.
 */
public final class SystemTerminal implements Terminal {

	private static final int STANDARD_OUTPUT = 1;
	private static final int STANDARD_ERROR = 2;
	private static final int USUAL_COLUMNS = 80;
	private static final long GET_SIZE_LINUX = 0x5413;
	private static final long GET_SIZE_BSD = 0x40087468;

	private final long getSize = System.getProperty("os.name").equals("Linux") ? GET_SIZE_LINUX : GET_SIZE_BSD;
	private final MethodHandle ioctl;

	@SuppressWarnings("restricted") // the start script enables native access
	private SystemTerminal() {
		Linker linker = Linker.nativeLinker();
		ioctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("ioctl"),
				FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
				Linker.Option.firstVariadicArg(2));
	}

	/** Finds it. Costs some of a command's start, so only those ask that show progress or a wide table. */
	public static Terminal find() {
		if ("dumb".equals(System.getenv("TERM")) || System.getProperty("os.name").startsWith("Windows")) {
			return NONE;
		}
		Terminal terminal = new SystemTerminal();
		return terminal.columns() == 0 && terminal.outputColumns() == 0 ? NONE : terminal;
	}

	@Override
	public int columns() {
		return columns(STANDARD_ERROR);
	}

	@Override
	public int outputColumns() {
		return columns(STANDARD_OUTPUT);
	}

	private int columns(int descriptor) {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment size = arena.allocate(ValueLayout.JAVA_SHORT, 4);
			if ((int) ioctl.invokeExact(descriptor, getSize, size) != 0) {
				return 0;
			}
			int columns = Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 1));
			return columns == 0 ? USUAL_COLUMNS : columns;
		} catch (Throwable e) {
			throw new IllegalStateException("ioctl cannot be called", e);
		}
	}
}
