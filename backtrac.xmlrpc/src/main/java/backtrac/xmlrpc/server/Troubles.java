package backtrac.xmlrpc.server;

import java.util.List;

/** What keeps the server from its work at present. */
@FunctionalInterface
public interface Troubles {

	/** A sentence each, for people, without a full stop; none if all is well. May take some seconds while a database is away. */
	List<String> now();
}
