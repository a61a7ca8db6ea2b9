package backtrac.libs.derby;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Map;

import org.ops4j.pax.jdbc.derby.impl.DerbyDataSourceFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.jdbc.DataSourceFactory;

/** Registers Derby's DataSourceFactory, and stops Derby with its bundle: its timer, threads and entry at the DriverManager. */
public final class Activator implements BundleActivator {

	/** Derby's word for a system that has been shut down as asked. */
	private static final String SHUT_DOWN = "XJ015";
	/** The DriverManager's word for no driver: Derby has not been used. */
	private static final String NO_DRIVER = "08001";

	private ServiceRegistration<DataSourceFactory> registration;

	@Override
	public void start(BundleContext context) {
		registration = context.registerService(DataSourceFactory.class, new DerbyDataSourceFactory(),
				new Hashtable<>(Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.apache.derby.jdbc.EmbeddedDriver",
						DataSourceFactory.OSGI_JDBC_DRIVER_NAME, "derby")));
	}

	@Override
	public void stop(BundleContext context) throws SQLException {
		registration.unregister();
		try {
			DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
		} catch (SQLException e) {
			if (!SHUT_DOWN.equals(e.getSQLState()) && !NO_DRIVER.equals(e.getSQLState())) {
				throw e;
			}
		}
	}
}
