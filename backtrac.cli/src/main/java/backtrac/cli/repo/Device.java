package backtrac.cli.repo;

/** The two halves of a device's number as makedev(3) of Linux puts them together. */
final class Device {

	private Device() {
	}

	static long major(long device) {
		return device >>> 8 & 0xFFF | device >>> 32 & 0xFFFFF000L;
	}

	static long minor(long device) {
		return device & 0xFF | device >>> 12 & 0xFFFFFF00L;
	}
}
