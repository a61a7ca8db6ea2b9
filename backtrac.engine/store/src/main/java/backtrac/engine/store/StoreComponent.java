package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.store.Repository;

/**
 * The server's repository as a service: opens the folder that the configuration names, and makes a repository of it at the
 * first start. The only class here that knows OSGi.
 */
@Component(immediate = true, service = {}, configurationPid = "backtrac.store")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='backtrac.api.store.Repository'", effective = "active")
public final class StoreComponent {

	private static final Logger LOG = LoggerFactory.getLogger(StoreComponent.class);

	private final HardLinkRepository repository;
	private final ServiceRegistration<Repository> registration;

	/** The configuration {@code backtrac.store}. */
	public @interface Config {
		/** The repository's folder; a relative one is below the server's data folder. */
		String path() default "repository";
	}

	@Activate
	public StoreComponent(BundleContext context, Config config) {
		String base = context.getProperty("backtrac.base");
		repository = open(Path.of(base == null ? "" : base, "data"), config.path());
		Hashtable<String, Object> properties = new Hashtable<>();
		properties.put("repository.id", repository.info().id());
		registration = context.registerService(Repository.class, repository, properties);
		LOG.info("Repository {} is open", repository.info().location());
	}

	private static HardLinkRepository open(Path data, String path) {
		try {
			return new ServerRepository(data.resolve(path), data).open();
		} catch (IOException | UnsupportedOperationException e) {
			throw new NoRepositoryException("There is no repository service: " + e.getMessage());
		}
	}

	/** Ends the component. Its one sentence is all there is to say, so it has no stack trace. */
	private static final class NoRepositoryException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NoRepositoryException(String message) {
			super(message, null, false, false);
		}
	}

	@Deactivate
	void close() {
		registration.unregister();
		repository.close();
	}
}
