package backtrac.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/backtrac} with Javas that only tell how they were called. */
class StartScriptTest {

	private static final Path BIN = Path.of("../backtrac.dist/bin").toAbsolutePath().normalize();
	private static final String TELL = "#!/bin/sh\necho \"$0\"\nprintf '%s\\n' \"$@\"\n";
	private static final String DOES_NOT_RUN = "#!/bin/sh\necho 'was started' >&2\nexit 9\n";

	@TempDir
	Path folder;

	private Path home;

	@BeforeEach
	void install() throws IOException {
		home = Files.createDirectories(folder.resolve("my home"));
		Files.createDirectories(home.resolve("bin"));
		for (String name : List.of("backtrac", "find-java")) {
			Files.copy(BIN.resolve(name), home.resolve("bin").resolve(name));
		}
	}

	@Test
	void theVersionIsReadAndOldJavasAreNotStarted() throws Exception {
		for (String old : List.of("17.0.15", "1.8.0_392", "24.0.2", "9")) {
			Path oldJava = java(old, old, DOES_NOT_RUN);
			Path newJava = java("new-" + old, "99.0.1", DOES_NOT_RUN);
			assertEquals("0:" + newJava + "/bin/java\n", find(99, Map.of("BACKTRAC_JAVA_HOME", oldJava.toString(), "JAVA_HOME", newJava.toString())));
		}
	}

	@Test
	void earlyAccessReleasesCountAndTheOwnChoiceGoesFirst() throws Exception {
		Path chosen = java("chosen java", "100-ea", DOES_NOT_RUN);
		Path other = java("other", "100", DOES_NOT_RUN);
		assertEquals("0:" + chosen + "/bin/java\n", find(100, Map.of("BACKTRAC_JAVA_HOME", chosen.toString(), "JAVA_HOME", other.toString())));
	}

	@Test
	void thePathAndSdkmanAreLookedAt() throws Exception {
		Path onPath = java("on path", "99", DOES_NOT_RUN);
		assertEquals("0:" + onPath + "/bin/java\n", find(99, Map.of("PATH", onPath + "/bin:/usr/bin:/bin")));
		Path sdk = java(".sdkman/candidates/java/99-tem", "99", DOES_NOT_RUN);
		assertEquals("0:" + sdk + "/bin/java\n", find(99, Map.of("HOME", folder.toString())));
	}

	@Test
	void aJavaWithoutAReleaseFileIsAsked() throws Exception {
		Path unknown = java("unknown", null, "#!/bin/sh\necho '    java.specification.version = 99' >&2\n");
		assertEquals("0:" + unknown + "/bin/java\n", find(99, Map.of("JAVA_HOME", unknown.toString())));
	}

	@Test
	void withNoneItSaysWhatToInstall() throws Exception {
		String said = find(99, Map.of("JAVA_HOME", java("old", "98", DOES_NOT_RUN).toString(), "BACKTRAC_JAVA_HOME", "/nowhere"));
		assertEquals("backtrac needs Java 99 or newer: install one (Debian: apt-get install openjdk-99-jdk-headless, or https://adoptium.net)"
				+ " or set BACKTRAC_JAVA_HOME\n1:\n", said);
	}

	@Test
	void aCommandGoesToTheCommandLineWithItsArgumentsWhole() throws Exception {
		Path jars = Files.createDirectories(home.resolve("lib/cli"));
		Files.createFile(jars.resolve("b.jar"));
		Files.createFile(jars.resolve("a.jar"));
		List<String> told = backtrac(TELL, Map.of("BACKTRAC_BASE", "/my base", "BACKTRAC_JAVA_OPTS", "-Xmx1g -ea"), "repo", "ls", "a b", "", "*").lines().toList();
		assertTrue(told.containsAll(List.of("-Dbacktrac.home=" + home, "-Dbacktrac.base=/my base", "-Xmx1g", "-ea")), told::toString);
		assertEquals(List.of(jars + "/a.jar:" + jars + "/b.jar", "backtrac.cli.Main", "repo", "ls", "a b", "", "*"),
				told.subList(told.indexOf("-cp") + 1, told.size()));
	}

	@Test
	void javaOptionsAreForTheServerAndNotForWhoStartsIt() throws Exception {
		List<String> told = backtrac(TELL, Map.of("BACKTRAC_JAVA_OPTS", "-agentlib:jdwp=address=5005"), "server", "start").lines().toList();
		assertFalse(told.contains("-agentlib:jdwp=address=5005"), "a debugger's port can be opened once");
	}

	@Test
	void itWorksThroughALinkAndItsBaseIsTheHomeWithoutAnother() throws Exception {
		Path link = Files.createSymbolicLink(folder.resolve("backtrac"), home.resolve("bin/backtrac"));
		Path java = java("java", "25", TELL);
		assertTrue(run(Map.of("BACKTRAC_JAVA_HOME", java.toString()), link.toString(), "--help").contains("-Dbacktrac.base=" + home + "\n"));
	}

	@Test
	void namesArriveWholeWhateverTheLocale() throws Exception {
		String locale = "#!/bin/sh\necho \"$LC_ALL\"\n";
		assertEquals("C.UTF-8\n", backtrac(locale, Map.of("LC_ALL", "C"), "repo"));
		assertEquals("C.UTF-8\n", backtrac(locale, Map.of("LC_ALL", "", "LANG", "POSIX"), "repo"));
		assertEquals("de_DE.utf8\n", backtrac(locale, Map.of("LC_ALL", "de_DE.utf8"), "repo"));
	}

	@Test
	void theServerRunsInTheScriptsPlaceOnceAllIsReady() throws Exception {
		Files.createDirectories(home.resolve("data"));
		String server = "#!/bin/sh\ncase \" $* \" in *Main\\ server*) exit 10 ;; esac\necho $$\npwd\nprintf '%s\\n' \"$@\"\n";
		Process process = start(Map.of("BACKTRAC_JAVA_HOME", java("java", "25", server).toString(), "BACKTRAC_JAVA_OPTS", "-Xmx1g"),
				home.resolve("bin/backtrac").toString(), "server", "run");
		List<String> told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		assertEquals(List.of(Long.toString(process.pid()), home.toString()), told.subList(0, 2), "same process, in its base folder");
		assertEquals("org.apache.felix.main.Main", told.getLast());
		assertTrue(told.indexOf("-Xmx1g") > told.indexOf("-Xmx512m"), told::toString);
		assertTrue(told.contains("-Dfelix.config.properties=file:" + home + "/etc/config.properties"), told::toString);
	}

	@Test
	void theServerDoesNotRunWhenItIsNotReady() throws Exception {
		Process process = start(Map.of("BACKTRAC_JAVA_HOME", java("java", "25", "#!/bin/sh\nexit 1\n").toString()), home.resolve("bin/backtrac").toString(),
				"server", "run", "--port", "1");
		assertEquals(1, process.waitFor());
	}

	private Path java(String name, String version, String script) throws IOException {
		Path java = folder.resolve(name);
		Files.createDirectories(java.resolve("bin"));
		Path program = Files.writeString(java.resolve("bin/java"), script);
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		if (version != null) {
			Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_RUNTIME_VERSION=\"1+2\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
		}
		return java;
	}

	/** What find_java says, its exit code, and what it found, when it asks for at least this version. */
	private String find(int minimum, Map<String, String> environment) throws Exception {
		return run(environment, "/bin/sh", "-uc", ". '" + home + "/bin/find-java'; BACKTRAC_JAVA_MINIMUM=" + minimum
				+ "; find_java 2>&1; echo \"$?:${BACKTRAC_JAVA:-}\"");
	}

	private String backtrac(String java, Map<String, String> environment, String... arguments) throws Exception {
		Map<String, String> all = new HashMap<>(environment);
		all.put("BACKTRAC_JAVA_HOME", java("java", "25", java).toString());
		List<String> command = new ArrayList<>(List.of(home.resolve("bin/backtrac").toString()));
		command.addAll(List.of(arguments));
		return run(all, command.toArray(String[]::new));
	}

	private static String run(Map<String, String> environment, String... command) throws Exception {
		return new String(start(environment, command).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static Process start(Map<String, String> environment, String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeAll(Set.of("JAVA_HOME", "BACKTRAC_JAVA", "BACKTRAC_JAVA_HOME", "BACKTRAC_JAVA_OPTS", "BACKTRAC_BASE"));
		builder.environment().putAll(environment);
		return builder.start();
	}
}
