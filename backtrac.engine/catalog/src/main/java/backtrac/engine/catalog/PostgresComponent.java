package backtrac.engine.catalog;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;

/**
 * Makes a PostgreSQL database the catalog's as soon as it can be opened. Unlike Derby, that may be much later than the start of
 * this server, and needs no restart. One that goes away afterwards stays the catalog's: who uses it meanwhile gets an exception.
 */
@Component(service = PostgresComponent.class, immediate = true)
public final class PostgresComponent {

	private static final Logger log = LoggerFactory.getLogger(PostgresComponent.class);

	private static final long AGAIN_SECONDS = 5;

	private final BundleContext context;
	private final Supplier<PostgresDatabase> opener;
	private final CountDownLatch closed = new CountDownLatch(1);
	private PostgresDatabase database;
	private ServiceRegistration<Database> registration;

	@Activate
	public PostgresComponent(BundleContext context, @Reference(target = DatabaseChoice.POSTGRESQL) DatabaseChoice choice,
			@Reference(target = "(osgi.jdbc.driver.class=org.postgresql.Driver)") DataSourceFactory factory) {
		this.context = context;
		opener = () -> new PostgresDatabase(choice.database(), choice.user(), choice.password(), factory, Schema.current());
		Thread.ofPlatform().name("backtrac-catalog").daemon().start(this::open);
	}

	private void open() {
		String said = null;
		try {
			do {
				try {
					publish(opener.get());
					return;
				} catch (CatalogException e) {
					if (!e.getMessage().equals(said)) {
						said = e.getMessage();
						log.error("{} It is tried again every {} seconds.", said, AGAIN_SECONDS);
					}
				}
			} while (!closed.await(AGAIN_SECONDS, TimeUnit.SECONDS));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** No lock is held while it is registered: who is told of it may have to wait for who stops this. */
	private void publish(PostgresDatabase opened) {
		ServiceRegistration<Database> service;
		try {
			service = context.registerService(Database.class, opened, null);
		} catch (IllegalStateException e) {
			opened.close(); // this bundle has been stopped meanwhile
			return;
		}
		synchronized (this) {
			database = opened;
			registration = service;
		}
		if (closed.getCount() == 0) {
			withdraw();
		}
	}

	@Deactivate
	void close() {
		closed.countDown();
		withdraw();
	}

	private void withdraw() {
		ServiceRegistration<Database> service;
		PostgresDatabase opened;
		synchronized (this) {
			service = registration;
			opened = database;
			registration = null;
			database = null;
		}
		if (opened != null) {
			unregister(service);
			opened.close();
		}
	}

	private static void unregister(ServiceRegistration<Database> service) {
		try {
			service.unregister();
		} catch (IllegalStateException e) {
			log.debug("The framework was quicker", e);
		}
	}
}
