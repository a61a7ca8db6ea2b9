package backtrac.xmlrpc.handler;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.store.Repository;
import backtrac.xmlrpc.remote.ServerApi;
import backtrac.xmlrpc.remote.ServerStatus;

/** Answers {@code server.…}. */
@Component(property = "xmlrpc.handler=server", immediate = true)
public final class ServerHandler implements ServerApi {

	private final Repository repository;
	private final String version;
	private final Path firstPasswordFile;

	@Activate
	public ServerHandler(@Reference Repository repository, BundleContext context) {
		this(repository, context.getBundle().getVersion(), Path.of(context.getProperty("backtrac.base")));
	}

	ServerHandler(Repository repository, Version version, Path base) {
		this.repository = repository;
		this.version = display(version);
		this.firstPasswordFile = base.resolve("data").resolve("first-password").toAbsolutePath(); // the catalog makes it and deletes it
	}

	@Override
	public ServerStatus status() {
		return new ServerStatus(version, ManagementFactory.getRuntimeMXBean().getStartTime(), repository.info().location().toString(),
				Files.exists(firstPasswordFile) ? firstPasswordFile.toString() : "");
	}

	/** As Maven writes it: 0.1.0-SNAPSHOT. */
	private static String display(Version version) {
		String numbers = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
		return version.getQualifier().isEmpty() ? numbers : numbers + "-" + version.getQualifier();
	}
}
