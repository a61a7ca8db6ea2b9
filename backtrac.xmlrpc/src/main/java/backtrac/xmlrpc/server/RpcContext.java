package backtrac.xmlrpc.server;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * The servlet context of XML-RPC: no files, no session. Its path is longer than that of the web pages' context, which is
 * why calls come here although the pages' servlet takes {@code /*}.
 */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = RpcContext.NAME, path = RpcContext.PATH)
public final class RpcContext extends ServletContextHelper {

	static final String NAME = "backtrac.xmlrpc";
	static final String PATH = "/rpc";
}
