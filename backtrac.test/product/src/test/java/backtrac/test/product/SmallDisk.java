package backtrac.test.product;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** A small ext4 file system of its own, in a file that is mounted. Only root can make one, and not in every container. */
final class SmallDisk implements AutoCloseable {

	private final Product product;
	private final Path folder;

	private SmallDisk(Product product, Path folder) {
		this.product = product;
		this.folder = folder;
	}

	/**
	 * Makes a file system and mounts it; the test is skipped where that is not allowed.
	 *
	 * @param folder  new; the file is beside it
	 * @param options of mkfs.ext4
	 */
	static SmallDisk mount(Product product, Path folder, int megabytes, String options) {
		Product.Result made = product.shell("mkdir '%1$s' && truncate -s %2$dM '%1$s.image' && mkfs.ext4 -q -F %3$s '%1$s.image' && mount -o loop '%1$s.image' '%1$s'"
				.formatted(folder, megabytes, options));
		assumeTrue(made.exit() == 0, () -> "skipped, because no file system can be mounted here: " + made.err().strip());
		return new SmallDisk(product, folder);
	}

	Path folder() {
		return folder;
	}

	void makeReadOnly() {
		product.shell("mount -o remount,ro '" + folder + "'").assertDone();
	}

	@Override
	public void close() {
		product.shell("umount '" + folder + "' && rm '" + folder + ".image'").assertDone();
	}
}
