package backtrac.xmlrpc.server;

import java.util.List;

import backtrac.api.access.Role;
import backtrac.xmlrpc.remote.Access;
import backtrac.xmlrpc.remote.Help;

/** What callers can ask about the methods, in the way that most XML-RPC servers offer. */
interface SystemApi {

	String NAME = "system";

	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("Full names of all methods that can be called now.")
	List<String> listMethods();

	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("What a method (its full name) is for.")
	String methodHelp(String method);

	@Access({ Role.VIEWER, Role.RESTORE })
	@Help("The types of a method (its full name): an array of one array, that of the result's type and the parameters' types.")
	List<List<String>> methodSignature(String method);
}
