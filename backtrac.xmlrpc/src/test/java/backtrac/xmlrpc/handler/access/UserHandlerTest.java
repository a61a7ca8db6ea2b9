package backtrac.xmlrpc.handler.access;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Users;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.UserInfo;

class UserHandlerTest {

	private static final class Known implements Users {

		private final Map<String, String> passwords = new TreeMap<>();

		@Override
		public List<User> users() {
			return passwords.keySet().stream().map(name -> new User(name, passwords.get(name).equals("first"))).toList();
		}

		@Override
		public void add(String name, char[] password) {
			if (password.length == 0) {
				throw new CatalogException("The password is too short");
			}
			passwords.put(name, new String(password));
		}

		@Override
		public boolean remove(String name) {
			if (passwords.size() == 1) {
				throw new CatalogException("The last user cannot be removed");
			}
			return passwords.remove(name) != null;
		}

		@Override
		public Check check(String name, char[] password) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void setPassword(String name, char[] password) {
			add(name, password);
		}
	}

	private final Known users = new Known();
	private final UserHandler handler = new UserHandler(users);

	@Test
	void usersComeAndGo() {
		users.add("admin", "first".toCharArray());
		handler.add("ann", "long enough");
		assertEquals(List.of(new UserInfo("admin", true), new UserInfo("ann", false)), handler.list());
		handler.setPassword("ann", "another one");
		assertEquals("another one", users.passwords.get("ann"));
		handler.remove("admin");
		assertEquals(List.of(new UserInfo("ann", false)), handler.list());
	}

	@Test
	void whatTheCatalogRefusesIsRefused() {
		users.add("admin", "first".toCharArray());
		assertFault(Fault.REFUSED, "too short", () -> handler.add("ann", null));
		assertFault(Fault.REFUSED, "too short", () -> handler.setPassword("admin", ""));
		assertFault(Fault.REFUSED, "The last user", () -> handler.remove("admin"));
		assertFault(Fault.NOT_FOUND, "no user 'eve'", () -> handler.remove("eve"));
		assertFault(Fault.NOT_FOUND, "no user 'eve'", () -> handler.setPassword("eve", "long enough"));
	}
}
