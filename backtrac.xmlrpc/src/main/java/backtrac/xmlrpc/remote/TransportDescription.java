package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What a transport wants to be told by a plan.
 *
 * @param label       what people call it; empty if it does not say
 * @param description a sentence for people; it may be empty
 * @param bundle      the symbolic name of the bundle that brings it
 * @param described   whether it describes its settings at all; if not, plans may say what they like
 * @param fields      in the order in which people should be asked
 */
public record TransportDescription(String scheme, String label, String description, String bundle, String version, boolean described,
		List<TransportField> fields) {
}
