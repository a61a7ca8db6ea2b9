package backtrac.xmlrpc.remote;

import java.util.Map;

/**
 * Settings to try out.
 *
 * @param scheme   the transport; null or empty for that of the plan
 * @param settings as in {@link PlanDefinition}; may be null
 * @param secrets  likewise
 * @param plan     whose settings and secrets hold for what is not named here, if it uses the same transport; null or empty for none
 */
public record TransportTrial(String scheme, Map<String, Object> settings, @Secret Map<String, Object> secrets, String plan) {

	/** Hides the secrets, and settings that may be meant as such. */
	@Override
	public String toString() {
		return "TransportTrial[scheme=" + scheme + ", plan=" + plan + "]";
	}
}
