package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java has learned at build time is used, and where it is of no use nobody notices. */
class CacheTest {

	@TempDir
	Path folder;

	private Product product;
	private Path home;
	private Path cache;

	/** A distribution of its own, at another place. */
	@BeforeEach
	void copyProduct() throws IOException {
		product = new Product(folder.resolve("base"));
		home = Files.createDirectories(folder.resolve("home"));
		Path built = Path.of(System.getProperty("backtrac.product")).toAbsolutePath();
		product.execute(Map.of(), List.of("cp", "-a", built.resolve("bin").toString(), built.resolve("lib").toString(), home.toString())).assertDone();
		cache = home.resolve("lib/cli/backtrac.aot");
	}

	private void runs(Map<String, String> environment) {
		Product.Result result = product.execute(environment, List.of(home.resolve("bin/backtrac").toString(), "--version"));
		assertEquals(0, result.exit(), result::toString);
		assertEquals("", result.err());
		assertEquals(1, result.out().lines().count(), result::toString);
	}

	@Test
	void isUsedWhereverTheProductIs() {
		assertTrue(Files.exists(cache), "the build has made none");
		Product.Result result = product.execute(Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"), List.of(home.resolve("bin/backtrac").toString(), "--version"));
		assertEquals(0, result.exit(), () -> "with that mode Java refuses to go on without: " + result);
	}

	/** One that was trained to leave the hash to the fast compiler makes it ten times as slow. */
	@Test
	void leavesTheHashToTheCompilerThatKnowsTheProcessor() throws IOException {
		Path repository = folder.resolve("repository");
		Path source = Files.createDirectory(folder.resolve("source"));
		Files.write(source.resolve("large"), new byte[64 << 20]);
		product.run("repo", "init", repository.toString()).assertDone();
		Product.Result result = product.run(Map.of("BACKTRAC_JAVA_OPTS", "-XX:+PrintCompilation -Xbatch"), "repo", "backup", repository.toString(), source.toString())
				.assertDone();
		assertTrue(result.out().lines().anyMatch(line -> line.matches(".* 4 +sun\\.security\\.provider\\.DigestBase::implCompressMultiBlock0 .*")),
				result::toString);
	}

	@Test
	void isNotNeeded() throws IOException {
		Files.delete(cache);
		runs(Map.of());
	}

	@Test
	void thatOfOtherJarsIsPassedOver() throws IOException {
		try (Stream<Path> jars = Files.list(cache.getParent())) {
			Path jar = jars.filter(path -> path.toString().endsWith(".jar")).findAny().orElseThrow();
			Files.copy(jar, jar.resolveSibling("another.jar"));
		}
		runs(Map.of());
	}

	@Test
	void aDamagedOneIsPassedOver() throws IOException {
		byte[] good = Files.readAllBytes(cache);
		byte[] damaged = good.clone();
		byte[] noise = new byte[good.length / 10];
		new Random(1).nextBytes(noise);
		System.arraycopy(noise, 0, damaged, good.length / 3, noise.length);
		Files.write(cache, damaged);
		runs(Map.of());
		Files.write(cache, Arrays.copyOf(good, good.length / 2));
		runs(Map.of());
		Files.write(cache, new byte[0]);
		runs(Map.of());
	}
}
