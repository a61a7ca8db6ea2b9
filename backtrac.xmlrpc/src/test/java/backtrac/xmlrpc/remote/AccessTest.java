package backtrac.xmlrpc.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import backtrac.api.access.Role;

/** What the remote interface says of who may call it. */
class AccessTest {

	/** All interfaces of the package. */
	private static List<Class<?>> apis() throws IOException, URISyntaxException {
		Path folder = Path.of(Access.class.getResource("Access.class").toURI()).getParent();
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Api.class")).<Class<?>>map(AccessTest::named).toList();
		}
	}

	private static Class<?> named(String file) {
		try {
			return Class.forName(Access.class.getPackageName() + "." + file.replace(".class", ""));
		} catch (ClassNotFoundException e) {
			throw new AssertionError(e);
		}
	}

	private static Set<String> callable(Role role) throws Exception {
		return apis().stream().flatMap(api -> Stream.of(api.getMethods()))
				.filter(method -> Arrays.stream(method.getAnnotation(Access.class).value()).anyMatch(role::includes))
				.map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName()).collect(Collectors.toSet());
	}

	@Test
	void eachMethodSaysWhatItIsForAndWhoMayCallIt() throws Exception {
		assertTrue(apis().size() >= 8);
		for (Class<?> api : apis()) {
			for (Method method : api.getMethods()) {
				Help help = method.getAnnotation(Help.class);
				assertNotNull(help, method::toString);
				assertTrue(help.value().endsWith("."), method::toString);
				assertNotNull(method.getAnnotation(Access.class), method::toString);
			}
		}
	}

	@Test
	void whatIsSecretIsMarkedAsSuch() throws Exception {
		List<AnnotatedElement> secrets = apis().stream().flatMap(api -> Stream.of(api.getMethods())).flatMap(method -> Stream.of(method.getParameters()))
				.flatMap(parameter -> secrets(parameter, parameter.getName(), parameter.getType())).toList();
		assertTrue(secrets.size() >= 4, secrets::toString);
		secrets.forEach(each -> assertTrue(each.isAnnotationPresent(Secret.class), () -> each + " would be in the audit log"));
	}

	/** Those that callers send: a parameter, or what is in it if it is a record. */
	private static Stream<AnnotatedElement> secrets(AnnotatedElement place, String name, Class<?> type) {
		Stream<AnnotatedElement> inside = !type.isRecord() ? Stream.empty()
				: Stream.of(type.getRecordComponents()).flatMap(component -> secrets(component, component.getName(), component.getType()));
		return name.matches("(?i).*(secrets?|password|passphrase)") ? Stream.concat(Stream.of(place), inside) : inside;
	}

	@Test
	void administratorsMayCallEverythingAndOperatorsMoreThanOthers() throws Exception {
		assertEquals(apis().stream().mapToInt(api -> api.getMethods().length).sum(), callable(Role.ADMIN).size());
		for (Role role : List.of(Role.VIEWER, Role.RESTORE)) {
			assertTrue(callable(Role.OPERATOR).containsAll(callable(role)), () -> role + " may what operators may not");
		}
	}

	@Test
	void whatReadsSnapshotsIsBounded() {
		assertEquals(Set.of("browse", "scan", "search", "read"), Stream.of(SnapshotApi.class.getMethods()).filter(method -> method.isAnnotationPresent(Large.class))
				.map(Method::getName).collect(Collectors.toSet()));
	}

	@Test
	void whoSeesChangesNothing() throws Exception {
		for (Class<?> api : apis()) {
			for (Method method : api.getMethods()) {
				Access access = method.getAnnotation(Access.class);
				assertTrue(!access.changes() || Arrays.stream(access.value()).noneMatch(Role.VIEWER::includes), method::toString);
			}
		}
	}
}
