package backtrac.api.config;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service of a component whose configuration has mistakes, or may have: people are told of them where they ask how the server is, and the component goes
 * on without.
 *
 * <p>
 * Threads: may be called by several threads at once; nothing here waits.
 */
@ConsumerType
@FunctionalInterface
public interface ConfigProblems {

	/** A sentence each, for people, without a full stop: file, key, value, what is allowed, and what counts until then. None if all is well. */
	List<String> configProblems();
}
