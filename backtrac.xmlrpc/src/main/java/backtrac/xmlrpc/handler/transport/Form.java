package backtrac.xmlrpc.handler.transport;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import backtrac.xmlrpc.remote.TransportField;
import backtrac.xmlrpc.remote.TransportFieldOption;

/**
 * What a transport wants to be told. Refuses what does not fit with sentences for people, which never repeat a secret.
 *
 * @param fields in the order in which people should be asked
 */
public record Form(String scheme, String label, String description, List<TransportField> fields) {

	public Form {
		fields = List.copyOf(fields);
	}

	/**
	 * Lets a setting pass that is one, and whose value fits.
	 *
	 * @throws IllegalArgumentException if not
	 */
	public void requireSetting(String name, String value) {
		TransportField field = field(name).orElseThrow(() -> new IllegalArgumentException("the transport " + scheme + " has no setting '" + name + "': it has "
				+ list(each -> !each.secret())));
		if (field.secret()) {
			throw new IllegalArgumentException("'" + name + "' is a secret of the transport " + scheme + ": give it among the secrets, not the settings");
		}
		requireFit(field, value.strip());
	}

	/**
	 * Lets a secret pass that is one.
	 *
	 * @throws IllegalArgumentException if not
	 */
	public void requireSecret(String name) {
		Optional<TransportField> field = field(name);
		if (field.isPresent() && !field.get().secret()) {
			throw new IllegalArgumentException("'" + name + "' is no secret of the transport " + scheme + ": give it among the settings");
		}
		if (field.isEmpty()) {
			String known = list(TransportField::secret);
			throw new IllegalArgumentException(known.isEmpty() ? "the transport " + scheme + " has no secrets: leave '" + name + "' out"
					: "the transport " + scheme + " has no secret '" + name + "': it has " + known);
		}
	}

	/** Tells if it is the name of a setting, and not of a secret. */
	public boolean isSetting(String name) {
		return field(name).filter(field -> !field.secret()).isPresent();
	}

	public boolean isSecret(String name) {
		return field(name).filter(TransportField::secret).isPresent();
	}

	/** What must be said and is not. */
	public Set<String> missing(Map<String, String> settings, Set<String> secrets) {
		return fields.stream().filter(TransportField::required).map(TransportField::name).filter(name -> !settings.containsKey(name) && !secrets.contains(name))
				.collect(Collectors.toCollection(TreeSet::new));
	}

	/** A sentence about something that {@link #missing} has found. */
	public String whatIsMissing(String name) {
		TransportField field = field(name).orElseThrow();
		String hint = field.description().isEmpty() ? "" : " (" + field.description().replaceFirst("\\.$", "") + ")";
		return "the " + (field.secret() ? "secret" : "setting") + " '" + name + "' is missing" + hint + ": the transport " + scheme + " needs it";
	}

	private Optional<TransportField> field(String name) {
		return fields.stream().filter(field -> field.name().equals(name)).findFirst();
	}

	private String list(Predicate<TransportField> which) {
		return fields.stream().filter(which).map(TransportField::name).collect(Collectors.joining(", "));
	}

	private static void requireFit(TransportField field, String value) {
		List<String> options = field.options().stream().map(TransportFieldOption::value).toList();
		boolean fits = options.isEmpty() ? switch (field.type()) {
		case TransportField.INTEGER -> isNumber(field, value, "[+-]?[0-9]{1,100}");
		case TransportField.DECIMAL -> isNumber(field, value, "[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");
		case TransportField.BOOLEAN -> value.equals("true") || value.equals("false");
		default -> true;
		} : options.contains(value);
		if (!fits) {
			throw new IllegalArgumentException("the setting '" + field.name() + "' is " + (options.isEmpty() ? wanted(field) : "one of " + String.join(", ", options))
					+ ", not '" + value + "'");
		}
	}

	private static boolean isNumber(TransportField field, String value, String form) {
		if (!value.matches(form)) {
			return false;
		}
		BigDecimal number = new BigDecimal(value);
		return (field.least().isEmpty() || number.compareTo(new BigDecimal(field.least())) >= 0)
				&& (field.most().isEmpty() || number.compareTo(new BigDecimal(field.most())) <= 0);
	}

	private static String wanted(TransportField field) {
		String kind = switch (field.type()) {
		case TransportField.INTEGER -> "a whole number";
		case TransportField.DECIMAL -> "a number";
		default -> "true or false";
		};
		return kind + (field.least().isEmpty() ? "" : " from " + field.least()) + (field.most().isEmpty() ? "" : " to " + field.most());
	}
}
