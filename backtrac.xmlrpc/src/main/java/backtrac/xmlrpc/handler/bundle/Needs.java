package backtrac.xmlrpc.handler.bundle;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Says in words what a bundle needs and nobody offers. */
final class Needs {

	private static final Pattern AT_LEAST = Pattern.compile("\\((?:bundle-)?version>=([^)]+)\\)");
	private static final Pattern BELOW = Pattern.compile("\\(!\\((?:bundle-)?version>=([^)]+)\\)\\)");

	private Needs() {
	}

	/** A phrase each, such as "the package org.example from version 2.0.0"; none if each by itself is there. */
	static List<String> missing(BundleContext context, Bundle bundle) {
		FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
		return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream().filter(Needs::isNeeded).filter(each -> wiring.findProviders(each).isEmpty())
				.map(Needs::words).distinct().toList();
	}

	private static boolean isNeeded(BundleRequirement requirement) {
		var directives = requirement.getDirectives();
		String resolution = directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
		String effective = directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
		return !Namespace.RESOLUTION_OPTIONAL.equals(resolution) && !"dynamic".equals(resolution) && effective.equals(Namespace.EFFECTIVE_RESOLVE);
	}

	private static String words(BundleRequirement requirement) {
		return words(requirement.getNamespace(), requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, ""));
	}

	static String words(String namespace, String filter) {
		return switch (namespace) {
		case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + value(filter, namespace) + versions(filter);
		case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle " + value(filter, namespace) + versions(filter);
		case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> "a Java such as " + filter;
		default -> namespace + " " + filter;
		};
	}

	private static String value(String filter, String namespace) {
		Matcher matcher = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)]+)\\)").matcher(filter);
		return matcher.find() ? matcher.group(1) : filter;
	}

	private static String versions(String filter) {
		Matcher below = BELOW.matcher(filter);
		String upper = below.find() ? below.group(1) : "";
		Matcher atLeast = AT_LEAST.matcher(BELOW.matcher(filter).replaceAll(""));
		String lower = atLeast.find() ? atLeast.group(1) : "";
		return (lower.isEmpty() ? "" : " from version " + lower) + (upper.isEmpty() ? "" : (lower.isEmpty() ? " of a version" : "") + " below " + upper);
	}
}
