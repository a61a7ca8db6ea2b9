package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** A transport as somebody else writes one: compiled against the product's own jars. It has one file, which tells the bundle's version, and cannot keep a secret. */
final class ShelfTransport {

	static final String NAME = "org.example.shelf";

	private static final String SOURCE = """
			package org.example.shelf;

			import java.time.Instant;
			import java.util.List;
			import java.util.Map;

			import backtrac.api.entry.*;
			import backtrac.api.transport.*;

			public final class Shelf implements Transport {

				private static final byte[] CONTENT = "read by version %1$s".getBytes();
				/** Another version has another time: else the file would be unchanged. */
				private static final Instant TIME = Instant.ofEpochSecond(1700000000L + "%1$s".hashCode() %% 1000);
				private static final FileEntry BOOK = FileEntry.file(ByteString.of("book.txt"), CONTENT.length, TIME);

				@Override
				public TransportSession open(Map<String, Object> settings) throws TransportException {
					Object password = settings.get("password");
					switch ((String) settings.get("board")) {
					case "refused" -> throw new TransportException(Reason.CREDENTIALS, "user:" + password + "@shelf was refused", new java.io.IOException("" + password));
					case "broken" -> throw new IllegalStateException("a bug with " + password);
					default -> { }
					}
					return new TransportSession() {
						@Override
						public Listing list(EntryPath directory) {
							List<Listing.Problem> problems = List.of(new Listing.Problem(FileEntry.file(ByteString.of("lost.txt"), 0, Instant.EPOCH), "not for " + password));
							return new Listing(FileEntry.directory(ByteString.EMPTY, Instant.EPOCH), List.of(BOOK), settings.get("board").equals("dusty") ? problems : List.of());
						}

						@Override
						public FileContent read(EntryPath file) {
							return new FileContent() {
								private int position;

								@Override
								public int read() {
									return position < CONTENT.length ? CONTENT[position++] : -1;
								}

								@Override
								public FileEntry state() {
									return BOOK;
								}
							};
						}

						@Override
						public void close() {
						}
					};
				}
			}
			""";

	private static final String COMPONENT = """
			<component xmlns="http://www.osgi.org/xmlns/scr/v1.3.0" name="org.example.shelf">
				<implementation class="org.example.shelf.Shelf"/>
				<service><provide interface="backtrac.api.transport.Transport"/></service>
				<property name="transport.scheme" value="shelf"/>
			</component>
			""";

	private static final String METATYPE = """
			<MetaData xmlns="http://www.osgi.org/xmlns/metatype/v1.4.0">
				<OCD id="shelf.settings" name="Book shelf" description="One board of a shelf.">
					<AD id="board" type="String" name="Board" description="Which one."/>
					<AD id="books" type="Integer" name="Books" min="1" max="9" default="3" required="false"/>
					<AD id="password" type="Password" name="Password" required="false"/>
				</OCD>
				<Designate pid="org.example.shelf"><Object ocdref="shelf.settings"/></Designate>
			</MetaData>
			""";

	private ShelfTransport() {
	}

	/**
	 * Builds the bundle.
	 *
	 * @param imports more packages that it asks for
	 */
	static Path jar(Path folder, String version, String... imports) throws IOException {
		Path work = Files.createTempDirectory(folder, "shelf");
		Path source = Files.writeString(work.resolve("Shelf.java"), SOURCE.formatted(version));
		List<String> arguments = List.of("-proc:none", "-nowarn", "--release", "25", "-cp", productJars(), "-d", work.toString(), source.toString());
		assertTrue(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) == 0, "the transport does not compile");

		List<String> packages = new ArrayList<>(List.of("backtrac.api.entry;version=\"[1,2)\"", "backtrac.api.transport;version=\"[1,2)\""));
		packages.addAll(List.of(imports));
		Manifest manifest = new Manifest();
		Attributes headers = manifest.getMainAttributes();
		headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		headers.putValue("Bundle-ManifestVersion", "2");
		headers.putValue("Bundle-SymbolicName", NAME);
		headers.putValue("Bundle-Version", version);
		headers.putValue("Import-Package", String.join(",", packages));
		headers.putValue("Service-Component", "OSGI-INF/shelf.xml");
		Path jar = work.resolve("shelf-" + version + ".jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out, manifest)) {
			put(entries, "OSGI-INF/shelf.xml", COMPONENT.getBytes());
			put(entries, "OSGI-INF/metatype/shelf.xml", METATYPE.getBytes());
			try (Stream<Path> classes = Files.list(work.resolve("org/example/shelf"))) {
				for (Path each : classes.toList()) {
					put(entries, "org/example/shelf/" + each.getFileName(), Files.readAllBytes(each));
				}
			}
		}
		return jar;
	}

	private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
		jar.putNextEntry(new JarEntry(name));
		jar.write(content);
	}

	private static String productJars() throws IOException {
		try (Stream<Path> bundles = Files.list(Path.of(System.getProperty("backtrac.product"), "bundles"))) {
			return String.join(File.pathSeparator, bundles.map(Path::toString).filter(name -> name.contains("backtrac.api")).toList());
		}
	}
}
