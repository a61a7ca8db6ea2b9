package backtrac.xmlrpc.handler.bundle;

import java.util.Optional;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

import backtrac.xmlrpc.remote.BundleInfo;

/** Tells BackTrac's own bundles, libraries, and what was added apart, and which of them callers may stop. */
final class Kinds {

	private static final String OWN = "backtrac.";
	private static final String WRAPPED_LIBRARIES = "backtrac.libs.";
	/** Without these nobody could call, or sign in, to start them again. */
	private static final Set<String> NEEDED_BY_CALLERS = Set.of("backtrac.api", "backtrac.posix", "backtrac.xmlrpc", "backtrac.https", "backtrac.engine.catalog");

	private final DeployFolder folder;

	Kinds(DeployFolder folder) {
		this.folder = folder;
	}

	/** One of {@link BundleInfo}'s. */
	String of(Bundle bundle) {
		if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
			return BundleInfo.LIBRARY;
		}
		return folder.file(bundle).isPresent() ? BundleInfo.DEPLOYED : ofInstallation(String.valueOf(bundle.getSymbolicName()));
	}

	private static String ofInstallation(String name) {
		return name.startsWith(OWN) && !name.startsWith(WRAPPED_LIBRARIES) ? BundleInfo.OWN : BundleInfo.LIBRARY;
	}

	/** Why a bundle cannot be stopped and started, in a sentence; empty if it can. */
	Optional<String> refusal(Bundle bundle) {
		String name = bundle.getSymbolicName();
		return switch (of(bundle)) {
		case BundleInfo.DEPLOYED -> Optional.empty();
		case BundleInfo.OWN -> NEEDED_BY_CALLERS.contains(name)
				? Optional.of(name + " cannot be stopped: without it nobody could call the server to start it again; 'backtrac server stop' stops all")
				: Optional.empty();
		default -> Optional.of(name + " cannot be stopped: it is a library that other bundles stand on");
		};
	}
}
