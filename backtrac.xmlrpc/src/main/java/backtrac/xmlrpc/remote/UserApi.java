package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * The users of the web page. Called as {@code user.…}. Whoever signs in there may do everything that the page offers: users have no roles,
 * and their passwords do not open this interface.
 */
@ProviderType
public interface UserApi {

	/** All users, by name. */
	@Access(Role.ADMIN)
	@Help("The users of the web page, by name: array of struct of name, one_time (whether the password is still that of the first start).")
	List<UserInfo> list();

	/**
	 * Adds a user.
	 *
	 * @throws RpcFault {@link Fault#REFUSED} if the name is taken or cannot be one, or the password is too short
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Adds a user of the web page: name, password (of 10 characters or more). Users may do everything that the page offers.")
	void add(String name, @Secret String password);

	/**
	 * Sets a user's password. Where the user is signed in that stays so.
	 *
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such user, {@link Fault#REFUSED} if the password is too short or the present one
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Sets the password (of 10 characters or more) of a user of the web page: name, password. Where the user is signed in that stays so.")
	void setPassword(String name, @Secret String password);

	/**
	 * Removes a user. Where the user is signed in that stays so until it ends.
	 *
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such user, {@link Fault#REFUSED} if it is the last one
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Removes a user of the web page; the last one stays. Where the user is signed in that stays so until it ends, after half an hour of rest at the latest.")
	void remove(String name);
}
