package backtrac.api.diff;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what differs, one after another. */
@ConsumerType
@FunctionalInterface
public interface DiffListener {

	/** Does not want to know. */
	DiffListener NONE = _ -> {
		// the summary is enough
	};

	/** @throws IOException ends the comparison */
	void differs(Difference difference) throws IOException;
}
