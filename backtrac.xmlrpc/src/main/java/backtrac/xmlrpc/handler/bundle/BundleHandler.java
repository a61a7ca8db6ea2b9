package backtrac.xmlrpc.handler.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.BundleInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Answers {@code bundle.…}. Needs no service, so that bundles can be mended whatever else is broken. */
@Component(property = "xmlrpc.handler=bundle", immediate = true)
public final class BundleHandler implements BundleApi {

	private static final Logger log = LoggerFactory.getLogger(BundleHandler.class);
	/** The framework looks at the folder each second. */
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final BundleContext context;
	private final DeployFolder folder;
	private final Kinds kinds;
	private final Uploads uploads;
	private final Deployment deployment;

	@Activate
	public BundleHandler(BundleContext context) throws IOException {
		this(context, Path.of(context.getProperty("backtrac.base")), PATIENCE);
	}

	BundleHandler(BundleContext context, Path base, Duration patience) throws IOException {
		Path scratch = base.resolve("data").resolve("uploads");
		this.context = context;
		this.folder = new DeployFolder(base.resolve("deploy"));
		this.kinds = new Kinds(folder);
		this.uploads = new Uploads(scratch, LARGEST_JAR);
		this.deployment = new Deployment(context, folder, scratch, patience);
	}

	@Override
	public List<BundleInfo> list() {
		return Stream.of(context.getBundles()).sorted(Comparator.comparingLong(Bundle::getBundleId)).map(this::info).toList();
	}

	@Override
	public String upload(String upload, byte[] part) {
		return uploads.add(upload, part);
	}

	@Override
	public BundleInfo install(byte[] jar, String upload) {
		return with(jar, upload, bundle -> {
			named(bundle.name()).ifPresent(there -> {
				throw new RpcFault(Fault.REFUSED, "there is a bundle " + bundle.name() + " already" + (kinds.of(there).equals(BundleInfo.DEPLOYED)
						? ", version " + there.getVersion() + ": update it" : ", which belongs to the server's installation"));
			});
			Bundle installed = deployment.install(bundle);
			log.info("the bundle {} {} was added", bundle.name(), bundle.version());
			return info(installed);
		});
	}

	@Override
	public BundleInfo update(String bundle, byte[] jar, String upload) {
		Bundle known = find(bundle);
		Path file = deployed(known, "updated");
		return with(jar, upload, successor -> {
			if (!successor.name().equals(known.getSymbolicName())) {
				throw new RpcFault(Fault.REFUSED, "this jar is the bundle " + successor.name() + ", and not another version of " + known.getSymbolicName());
			}
			String before = known.getVersion().toString();
			deployment.update(known, file, successor);
			log.info("the bundle {} {} was updated to {}", successor.name(), before, successor.version());
			return info(known);
		});
	}

	@Override
	public BundleInfo start(String bundle) {
		Bundle known = find(bundle);
		requireStoppable(known);
		deployment.start(known).ifPresent(obstacle -> {
			throw new RpcFault(Fault.REFUSED, "the bundle " + known.getSymbolicName() + " cannot work here: " + obstacle);
		});
		return info(known);
	}

	@Override
	public BundleInfo stop(String bundle) {
		Bundle known = find(bundle);
		requireStoppable(known);
		try {
			known.stop(); // not for a moment only: what watches the folder would start it again
			log.info("the bundle {} was stopped", known.getSymbolicName());
		} catch (BundleException e) {
			log.warn("the bundle {} failed while it was stopped", known.getSymbolicName(), e);
			throw new RpcFault(Fault.REFUSED, "the bundle " + known.getSymbolicName() + " failed while it was stopped: " + Wire.text(e.getMessage()));
		}
		return info(known);
	}

	@Override
	public void remove(String bundle) {
		Bundle known = find(bundle);
		Path file = deployed(known, "taken away");
		try {
			deployment.remove(known, file);
			log.info("the bundle {} was taken away", known.getSymbolicName());
		} catch (InterruptedException e) {
			throw interrupted(e);
		}
	}

	private interface Change {
		BundleInfo with(BundleJar jar) throws InterruptedException;
	}

	/** Does it with a jar that was given or uploaded; an upload can be used once. */
	private BundleInfo with(byte[] jar, String upload, Change change) {
		boolean isGiven = jar != null && jar.length > 0;
		if (isGiven != Wire.isMissing(upload)) {
			throw Wire.bad("give the jar or the id of an upload, and not both");
		}
		String id = isGiven ? uploads.add("", jar) : upload;
		try {
			return change.with(BundleJar.read(uploads.find(id)));
		} catch (InterruptedException e) {
			throw interrupted(e);
		} finally {
			uploads.drop(id);
		}
	}

	private static RpcFault interrupted(InterruptedException e) {
		log.debug("interrupted", e);
		Thread.currentThread().interrupt();
		return new RpcFault(Fault.UNAVAILABLE, "the server stops; bundle.list tells after its next start what became of it");
	}

	private Path deployed(Bundle bundle, String done) {
		return folder.file(bundle).orElseThrow(() -> new RpcFault(Fault.REFUSED, bundle.getSymbolicName() + " cannot be " + done
				+ ": it belongs to the server's installation, which is updated as a whole"));
	}

	private void requireStoppable(Bundle bundle) {
		kinds.refusal(bundle).ifPresent(why -> {
			throw new RpcFault(Fault.REFUSED, why);
		});
	}

	private Bundle find(String wanted) {
		if (Wire.isMissing(wanted)) {
			throw Wire.bad("the bundle is missing: give its symbolic name or its id");
		}
		Optional<Bundle> found = wanted.matches("[0-9]{1,18}") ? Optional.ofNullable(context.getBundle(Long.parseLong(wanted))) : named(wanted);
		return found.orElseThrow(() -> new RpcFault(Fault.NOT_FOUND, "there is no bundle '" + Wire.text(wanted) + "': bundle.list tells which there are"));
	}

	private Optional<Bundle> named(String name) {
		return Stream.of(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst();
	}

	private BundleInfo info(Bundle bundle) {
		return new BundleInfo(bundle.getBundleId(), Wire.text(bundle.getSymbolicName()), bundle.getVersion().toString(), state(bundle), kinds.of(bundle),
				folder.file(bundle).map(file -> Wire.text(file.getFileName().toString())).orElse(""), kinds.refusal(bundle).isEmpty(), Offers.schemes(bundle).stream().map(Wire::text).toList());
	}

	private static String state(Bundle bundle) {
		return switch (bundle.getState()) {
		case Bundle.ACTIVE -> "ACTIVE";
		case Bundle.RESOLVED -> "RESOLVED";
		case Bundle.INSTALLED -> "INSTALLED";
		case Bundle.STARTING -> "STARTING";
		case Bundle.STOPPING -> "STOPPING";
		default -> "UNINSTALLED";
		};
	}

	@Deactivate
	void stop() {
		uploads.close();
	}
}
