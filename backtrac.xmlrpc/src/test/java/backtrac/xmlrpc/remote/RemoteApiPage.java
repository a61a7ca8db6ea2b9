package backtrac.xmlrpc.remote;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import backtrac.xmlrpc.wire.Values;

/** The part of docs/remote-api.md that is made of the interfaces: all methods, and the structs that they take and answer. */
final class RemoteApiPage {

	private static final String SUFFIX = "Api";

	private final Set<Class<?>> structs = new TreeSet<>(Comparator.comparing(Class::getSimpleName));
	private final StringBuilder text = new StringBuilder();

	/** All interfaces of the package, by the name of their handler. */
	static List<Class<?>> interfaces() throws IOException, URISyntaxException, ClassNotFoundException {
		Path classes = Path.of(RunApi.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve(RunApi.class.getPackageName().replace('.', '/'));
		List<String> names;
		try (Stream<Path> files = Files.list(classes)) {
			names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX + ".class")).sorted().toList();
		}
		Stream.Builder<Class<?>> found = Stream.builder();
		for (String name : names) {
			found.add(Class.forName(RunApi.class.getPackageName() + "." + name.substring(0, name.length() - ".class".length())));
		}
		return found.build().toList();
	}

	static String handler(Class<?> api) {
		return api.getSimpleName().substring(0, api.getSimpleName().length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
	}

	static List<Method> methods(Class<?> api) {
		return Arrays.stream(api.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers())).sorted(Comparator.comparing(Method::getName)).toList();
	}

	String make() throws IOException, URISyntaxException, ClassNotFoundException {
		for (Class<?> api : interfaces()) {
			text.append("\n### ").append(handler(api)).append('\n');
			for (Method method : methods(api)) {
				method(handler(api), method);
			}
		}
		text.append("\n## Structs\n\nA member that is absent or empty says nothing. One that is not known is refused (BAD_PARAMETERS), so that a slip of the pen is not passed over. Servers may answer more members than those here.\n");
		while (!structs.isEmpty()) { // a struct's members may be structs
			List<Class<?>> next = List.copyOf(structs);
			structs.clear();
			next.forEach(this::struct);
		}
		return text.toString();
	}

	private void method(String handler, Method method) {
		Access access = method.getAnnotation(Access.class);
		text.append("\n**`").append(handler).append('.').append(method.getName()).append('(')
				.append(Arrays.stream(method.getParameters()).map(this::parameter).collect(Collectors.joining(", "))).append(")`** → ")
				.append(method.getReturnType() == void.class ? "true" : type(method.getGenericReturnType())).append("<br>\n");
		text.append("*").append(Arrays.stream(access.value()).map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))).append(access.changes() ? ", audited" : "").append("* ")
				.append(method.getAnnotation(Help.class).value()).append('\n');
	}

	private String parameter(Parameter parameter) {
		return Values.snakeCase(parameter.getName()) + ": " + type(parameter.getParameterizedType());
	}

	private void struct(Class<?> struct) {
		if (text.indexOf("\n**" + struct.getSimpleName() + "**: ") < 0) {
			text.append("\n**").append(struct.getSimpleName()).append("**: ").append(Arrays.stream(struct.getRecordComponents())
					.map(member -> "`" + Values.snakeCase(member.getName()) + "` " + type(member.getGenericType())).collect(Collectors.joining(", "))).append('\n');
		}
	}

	private String type(Type type) {
		if (type instanceof Class<?> raw && raw.isRecord()) {
			structs.add(raw);
			return raw.getSimpleName();
		}
		if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
			return "array of " + type(list.getActualTypeArguments()[0]);
		}
		return Values.typeName(type);
	}
}
