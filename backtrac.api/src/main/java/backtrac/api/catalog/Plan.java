package backtrac.api.catalog;

import java.util.List;
import java.util.Map;

/**
 * What of a client is backed up, and over which transport.
 *
 * @param id        made when the plan is added, the same for ever
 * @param clientId  the client it is of
 * @param name      what people call it; also its folder in the repository
 * @param transport a transport's scheme, such as {@code local}
 * @param settings  the transport's settings, such as {@code path}
 * @param excludes  globs of what to leave out, see the engine's documentation
 */
public record Plan(String id, String clientId, String name, String transport, Map<String, String> settings, List<String> excludes) {

	public Plan {
		settings = Map.copyOf(settings);
		excludes = List.copyOf(excludes);
	}
}
