package backtrac.engine.catalog;

import java.nio.file.Path;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What etc/backtrac.catalog.cfg says. Each database refers to it with a filter on the service's property {@code database}, which is
 * the setting of that name: so only the one that is chosen ever comes up, and another one takes its place when the file is changed.
 */
@Component(service = DatabaseChoice.class, configurationPid = "backtrac.catalog")
public final class DatabaseChoice {

	/** Which choice is PostgreSQL. */
	static final String POSTGRESQL = "(database=postgresql:*)";
	/** Which choice is Derby. */
	static final String DERBY = "(!(database=postgresql:*))";

	@interface Config {
		/** The folder of a Derby database, relative to the server's data; memory:NAME, for tests; or postgresql://HOST:PORT/NAME. */
		String database() default "catalog";

		/** PostgreSQL's user. */
		String user() default "backtrac";

		/** The user's password. */
		String password() default "";

		/** A file with the user's password, which wins over that. */
		String passwordFile() default "";

		/** The file with the key of the secrets, relative to the server's data. */
		String secretKey() default "secret.key";
	}

	private final Path data;
	private final Config config;

	@Activate
	public DatabaseChoice(BundleContext context, Config config) {
		this(DataFolder.of(context), config);
	}

	DatabaseChoice(Path data, Config config) {
		this.data = data;
		this.config = config;
	}

	String database() {
		return config.database();
	}

	/** Derby's name of the database. */
	String place() {
		String database = config.database();
		return database.startsWith("memory:") ? database : inData(database).toString();
	}

	String user() {
		return config.user();
	}

	/** Is read at each call. */
	String password() {
		return config.passwordFile().isEmpty() ? config.password()
				: new PrivateFile(inData(config.passwordFile()), "the password of the catalog's database").read();
	}

	Path keyFile() {
		return inData(config.secretKey());
	}

	private Path inData(String file) {
		return data.resolve(file).normalize();
	}
}
