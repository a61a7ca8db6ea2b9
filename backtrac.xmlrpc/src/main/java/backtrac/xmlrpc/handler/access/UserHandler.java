package backtrac.xmlrpc.handler.access;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Users;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.UserApi;
import backtrac.xmlrpc.remote.UserInfo;

/** Answers {@code user.…}. */
@Component(property = "xmlrpc.handler=user", immediate = true)
public final class UserHandler implements UserApi {

	private final Users users;

	@Activate
	public UserHandler(@Reference Users users) {
		this.users = users;
	}

	@Override
	public List<UserInfo> list() {
		return users.users().stream().map(user -> new UserInfo(Wire.text(user.name()), user.oneTime())).toList();
	}

	@Override
	public void add(String name, String password) {
		Wire.refusable(() -> users.add(name, characters(password)));
	}

	@Override
	public void setPassword(String name, String password) {
		requireUser(name);
		Wire.refusable(() -> users.setPassword(name, characters(password)));
	}

	@Override
	public void remove(String name) {
		requireUser(name);
		Wire.refusable(() -> {
			users.remove(name);
		});
	}

	private void requireUser(String name) {
		if (users.users().stream().noneMatch(user -> user.name().equals(name))) {
			throw new RpcFault(Fault.NOT_FOUND, "no user '" + name + "': user.list tells which there are");
		}
	}

	private static char[] characters(String password) {
		return Wire.orEmpty(password).toCharArray();
	}
}
