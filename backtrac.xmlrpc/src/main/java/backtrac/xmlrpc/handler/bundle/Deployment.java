package backtrac.xmlrpc.handler.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/**
 * Changes the files of the deploy folder, waits until the framework has seen that, and puts back what was there if the new bundle cannot
 * work. One change at a time.
 */
final class Deployment {

	private static final Logger log = LoggerFactory.getLogger(Deployment.class);

	private final BundleContext context;
	private final DeployFolder folder;
	private final Path scratch;
	private final Duration patience;

	/**
	 * @param scratch  a folder for a bundle's old file while a new one is tried
	 * @param patience how long to wait until a change is seen
	 */
	Deployment(BundleContext context, DeployFolder folder, Path scratch, Duration patience) {
		this.context = context;
		this.folder = folder;
		this.scratch = scratch;
		this.patience = patience;
	}

	/** @throws RpcFault if it does not come to work: then it is not there */
	synchronized Bundle install(BundleJar jar) throws InterruptedException {
		Path file = folder.newFile(jar.name());
		try (Watch watch = new Watch(context, patience)) {
			if (Files.exists(file)) {
				throw new RpcFault(Fault.REFUSED, "there is a file " + file.getFileName() + " in deploy already, which is not at work: take it away first");
			}
			folder.put(jar.file(), file);
			Bundle bundle = watch.awaitChange(BundleEvent.INSTALLED, each -> isAt(each, file));
			if (bundle == null) {
				Files.deleteIfExists(file);
				throw notSeen("added");
			}
			Optional<String> obstacle = start(bundle, watch);
			if (obstacle.isPresent()) {
				Files.deleteIfExists(file);
				watch.awaitChange(BundleEvent.UNINSTALLED, bundle::equals);
				throw new RpcFault(Fault.REFUSED, "the bundle " + jar.name() + " cannot work here and was taken away again: " + obstacle.get());
			}
			return bundle;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** @throws RpcFault if the new one does not come to work: then the old one is at work again */
	synchronized void update(Bundle bundle, Path file, BundleJar jar) throws InterruptedException {
		List<String> offers = Offers.schemes(bundle);
		Path old = scratch.resolve("old-" + file.getFileName());
		try {
			Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING);
			try {
				Optional<String> obstacle = replace(bundle, file, jar.file(), offers);
				if (obstacle.isPresent()) {
					Optional<String> again = replace(bundle, file, old, offers);
					throw new RpcFault(Fault.REFUSED, "the new version of " + jar.name() + " cannot work here: " + obstacle.get()
							+ again.map(why -> "; the old one was put back, but does not work either: " + why).orElse("; the old one was put back"));
				}
			} finally {
				Files.deleteIfExists(old);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/**
	 * Why it does not work with the new file; empty if it does.
	 *
	 * @param offers what it should bring, as before: waited for
	 */
	private Optional<String> replace(Bundle bundle, Path file, Path content, List<String> offers) throws IOException, InterruptedException {
		try (Watch watch = new Watch(context, patience)) {
			folder.put(content, file);
			if (watch.awaitChange(BundleEvent.UPDATED, bundle::equals) == null) {
				return Optional.of("the framework does not take it: the server's log says why");
			}
			Optional<String> obstacle = start(bundle, watch);
			if (obstacle.isEmpty()) {
				watch.awaitServices(() -> Offers.schemes(bundle).containsAll(offers));
			}
			return obstacle;
		}
	}

	/** What watches the folder starts it, too, and may be first. */
	private Optional<String> start(Bundle bundle, Watch watch) throws InterruptedException {
		watch.awaitWired();
		Optional<String> obstacle = start(bundle);
		if (obstacle.isEmpty() && bundle.getState() == Bundle.ACTIVE) { // it is that before its components are there
			watch.awaitStarted(bundle);
		}
		return obstacle;
	}

	synchronized void remove(Bundle bundle, Path file) throws InterruptedException {
		try (Watch watch = new Watch(context, patience)) {
			Files.deleteIfExists(file);
			if (watch.awaitChange(BundleEvent.UNINSTALLED, bundle::equals) == null) {
				throw notSeen("taken away");
			}
			watch.awaitWired();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Why it does not start, in words; empty if it is at work. */
	Optional<String> start(Bundle bundle) {
		try {
			if (!context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle))) {
				List<String> missing = Needs.missing(context, bundle);
				if (!missing.isEmpty()) {
					return Optional.of("it needs " + String.join(", and ", missing) + ", which no bundle here offers");
				}
			}
			bundle.start(Bundle.START_ACTIVATION_POLICY);
			return Optional.empty();
		} catch (BundleException | IllegalStateException e) {
			log.warn("the bundle {} does not start", bundle.getSymbolicName(), e);
			Throwable why = e.getCause() == null ? e : e.getCause();
			return Optional.of("it does not start: " + Wire.text(why.getMessage() == null ? why.toString() : why.getMessage()));
		}
	}

	private boolean isAt(Bundle bundle, Path file) {
		return folder.file(bundle).filter(file::equals).isPresent();
	}

	private RpcFault notSeen(String what) {
		return new RpcFault(Fault.REFUSED, "the framework has not seen within " + patience.toSeconds() + " seconds that the bundle was " + what
				+ ": the server's log says more");
	}
}
