package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * A setting of a transport, or a secret.
 *
 * @param name        the key in a plan's settings or secrets
 * @param label       what people call it
 * @param description a sentence for people; it may be empty
 * @param type        {@code string}, {@code integer}, {@code decimal} or {@code boolean}: what the text must look like
 * @param required    whether a plan must say it: there is no usual value
 * @param secret      whether it belongs to the secrets, which nothing gives back, and not to the settings
 * @param usual       what holds if a plan does not say it; it may be empty
 * @param options     the only values that it may have; none if it is free
 * @param least       the smallest number; empty if there is none
 * @param most        the largest number; empty if there is none
 */
public record TransportField(String name, String label, String description, String type, boolean required, boolean secret, String usual,
		List<TransportFieldOption> options, String least, String most) {

	public static final String STRING = "string";
	public static final String INTEGER = "integer";
	public static final String DECIMAL = "decimal";
	public static final String BOOLEAN = "boolean";
}
