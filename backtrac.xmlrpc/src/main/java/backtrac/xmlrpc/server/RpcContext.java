package backtrac.xmlrpc.server;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The servlet context of XML-RPC: no files, no session, and nothing from other machines without encryption. Its path is longer than that of the web pages' context, which is
 * why calls come here although the pages' servlet takes {@code /*}.
 */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = RpcContext.NAME, path = RpcContext.PATH)
public final class RpcContext extends ServletContextHelper {

	static final String NAME = "backtrac.xmlrpc";
	static final String PATH = "/rpc";

	private final PlainHttp plainHttp;

	@Activate
	public RpcContext(@Reference PlainHttp plainHttp) {
		this.plainHttp = plainHttp;
	}

	/** Before any servlet sees the request. */
	@Override
	public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) {
		if (plainHttp.takes(request)) {
			return true;
		}
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		return false;
	}
}
