package backtrac.test.product;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder that holds one of everything that is hard to copy: names, links, times, modes, attributes. */
final class OddTree {

	private final Product product;
	private final Path folder;

	/** Makes {@code source} in a folder. Devices, owners and some attributes only where this user may. */
	OddTree(Product product, Path folder) {
		this.product = product;
		this.folder = folder;
		shell("""
				mkdir -p source/empty 'source/with space' && cd source
				echo plain > plain.txt && ln plain.txt 'with space/hard link'
				ln -s ../no/where dangling && ln -s plain.txt link && ln -P link 'link again'
				ln -s "$(printf 'far%.0s' $(seq 100))" 'long link' && ln -s "$(printf 'to\\377bytes')" 'raw link'
				: > nothing && chmod 4711 plain.txt && mkfifo pipe
				printf x > "$(printf 'not\\377utf8')" && echo smile > 😀.txt && echo two > "$(printf 'two\\nlines')"
				name=$(printf 'n%.0s' $(seq 200)) && mkdir -p $name/$name && echo deep > $name/$name/$name
				head -c 100000 /dev/urandom > random
				setfacl -m u:65534:r 'with space' && setfacl -d -m g:65534:rwx 'with space' && setfacl -m u:1:rw random || true
				setfattr -n user.note -v 0x00ff0a3d random && setfattr -n user.note -v folder empty || true
				mknod null c 1 3 && mknod far b 259 70000 || true
				chown 3000000000:2999999999 nothing && chown -h 1234:5678 link || true
				touch -d '1999-12-31 23:59:59.123456789' nothing empty && touch -d '1969-12-31 12:00:00.5 UTC' random
				touch -h -d '2001-02-03 04:05:06.7' dangling && chmod 1770 empty && chmod 750 .
				touch -d '2011-11-11 11:11:11.000000001' .
				""");
	}

	Path source() {
		return folder.resolve("source");
	}

	/** Executes a script in the folder that has {@code source}. */
	Product.Result shell(String script) {
		return product.execute(Map.of("LC_ALL", "C.UTF-8"), List.of("sh", "-ec", "cd '" + folder + "'\n" + script));
	}

	/** How a folder beside {@code source} differs from it; empty if it does not, in the eyes of rsync. */
	String differenceOf(String copy) {
		return shell("rsync -aHAXni --numeric-ids --checksum --delete source/ " + copy + "/").assertDone().out();
	}
}
