package backtrac.xmlrpc.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between records and structs. */
final class Records {

	private Records() {
	}

	/** A component that is null is left out. */
	static Map<String, Object> toStruct(Record record) {
		Map<String, Object> struct = new LinkedHashMap<>();
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			try {
				component.getAccessor().trySetAccessible();
				Object member = component.getAccessor().invoke(record);
				if (member != null) {
					struct.put(Values.snakeCase(component.getName()), Values.toWire(member));
				}
			} catch (IllegalAccessException | InvocationTargetException e) {
				throw new IllegalArgumentException("cannot read " + component, e);
			}
		}
		return struct;
	}

	/** @param strict whether members that the record does not know are refused, or passed over */
	static Object fromStruct(Map<?, ?> struct, Class<?> type, String what, boolean strict) {
		RecordComponent[] components = type.getRecordComponents();
		if (strict) {
			requireKnown(struct, components, what);
		}
		Object[] arguments = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			String key = Values.snakeCase(components[i].getName());
			arguments[i] = Values.fromWire(struct.get(key), components[i].getGenericType(), what + "'s " + key, strict);
		}
		try {
			Constructor<?> constructor = type
					.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			constructor.trySetAccessible();
			return constructor.newInstance(arguments);
		} catch (InvocationTargetException e) {
			// a message for people comes from the record's own check; what else is thrown speaks of our classes
			throw new IllegalArgumentException(
					e.getCause() instanceof IllegalArgumentException told ? what + ": " + told.getMessage() : what + " lacks a member, or has one that makes no sense",
					e.getCause());
		} catch (ReflectiveOperationException e) {
			throw new IllegalArgumentException("cannot make a " + type.getName(), e);
		}
	}

	private static void requireKnown(Map<?, ?> struct, RecordComponent[] components, String what) {
		List<String> known = Arrays.stream(components).map(component -> Values.snakeCase(component.getName())).toList();
		for (Object key : struct.keySet()) {
			if (!known.contains(key)) {
				throw new IllegalArgumentException(what + " has no member '" + key + "': there are " + String.join(", ", known));
			}
		}
	}
}
