package backtrac.xmlrpc.server;

import java.util.List;

import backtrac.xmlrpc.remote.Help;

/** What callers can ask about the methods, in the way that most XML-RPC servers offer. */
interface SystemApi {

	String NAME = "system";

	@Help("Full names of all methods that can be called now.")
	List<String> listMethods();

	@Help("What a method (its full name) is for.")
	String methodHelp(String method);

	@Help("The types of a method (its full name): an array of one array, that of the result's type and the parameters' types.")
	List<List<String>> methodSignature(String method);
}
