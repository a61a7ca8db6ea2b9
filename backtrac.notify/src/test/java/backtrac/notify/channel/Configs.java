package backtrac.notify.channel;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as Declarative Services make them. */
final class Configs {

	private Configs() {
	}

	/** One with these values, and the usual ones for the rest. */
	static <T> T of(Class<T> type, Map<String, Object> values) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(_, method, _) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
	}
}
