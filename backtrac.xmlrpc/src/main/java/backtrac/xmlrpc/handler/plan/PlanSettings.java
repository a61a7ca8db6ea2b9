package backtrac.xmlrpc.handler.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import backtrac.api.catalog.Plan;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.handler.transport.Form;
import backtrac.xmlrpc.handler.transport.TransportForms;
import backtrac.xmlrpc.remote.PlanDefinition;
import backtrac.xmlrpc.wire.SecretNames;

/** What plans say to their transports, checked by what these describe. One that is not installed takes anything. */
final class PlanSettings {

	private final LocalFolders folders;
	private final TransportForms transports;

	PlanSettings(LocalFolders folders, TransportForms transports) {
		this.folders = folders;
		this.transports = transports;
	}

	/**
	 * The settings as they will be.
	 *
	 * @throws IllegalArgumentException if one does not fit; the message is for people
	 */
	Map<String, String> change(Plan plan, PlanDefinition wanted, String transport) {
		Optional<Form> form = transports.form(transport);
		Map<String, String> settings = kept(plan, transport, form);
		Wire.texts("setting", wanted.settings()).forEach((name, value) -> {
			if (!value.isEmpty()) {
				form.ifPresentOrElse(known -> known.requireSetting(name, value), () -> requireNoSecret(name));
			}
			settings.put(name, value);
		});
		settings.values().removeIf(String::isEmpty);
		if (transport.equals(LocalFolders.SCHEME) && (form.isEmpty() || settings.containsKey(LocalFolders.PATH))) {
			String path = settings.get(LocalFolders.PATH);
			boolean isNew = !path(plan).equals(Optional.ofNullable(path)); // what became a file later must not keep a plan from being paused or mended
			settings.put(LocalFolders.PATH, (isNew ? folders.folder(path) : folders.named(path)).toString());
		}
		return settings;
	}

	/**
	 * The secrets to change; an empty one is to be taken away.
	 *
	 * @param before  the plan as it is
	 * @param plan    as it will be
	 * @param present the names of those that it has
	 * @throws IllegalArgumentException if its transport has no such secret; the message is for people
	 */
	Map<String, String> secrets(Plan before, Plan plan, Set<String> present, PlanDefinition wanted) {
		Map<String, String> secrets = Wire.texts("secret", wanted.secrets());
		Optional<Form> form = transports.form(plan.transport());
		form.ifPresent(known -> secrets.forEach((name, value) -> {
			if (!value.isEmpty()) {
				known.requireSecret(name);
			}
		}));
		if (!before.transport().equals(plan.transport()) && transports.isInstalled(plan.transport())) { // nobody else's password is told to it
			boolean mayBeMeant = !transports.isInstalled(before.transport());
			present.stream().filter(name -> !mayBeMeant || form.isPresent() && !form.get().isSecret(name)).forEach(name -> secrets.putIfAbsent(name, ""));
		}
		return secrets;
	}

	/**
	 * Looks for what the transport needs and nobody has said. What has been missing before does not keep a plan from being mended otherwise.
	 *
	 * @param created whether the plan is new
	 * @param present the names of the secrets that it has
	 * @param changed those that change
	 * @return sentences for people: what has been missing before and still is
	 * @throws IllegalArgumentException if something is missing only now; the message is for people
	 */
	List<String> missing(boolean created, Plan before, Plan plan, Set<String> present, Map<String, String> changed) {
		Optional<Form> form = transports.form(plan.transport());
		if (form.isEmpty()) {
			return List.of();
		}
		Set<String> secrets = new HashSet<>(present);
		changed.forEach((name, value) -> {
			if (value.isEmpty()) {
				secrets.remove(name);
			} else {
				secrets.add(name);
			}
		});
		Set<String> missing = form.get().missing(plan.settings(), secrets);
		boolean stays = !created && before.transport().equals(plan.transport());
		Set<String> known = stays ? form.get().missing(before.settings(), present) : Set.of();
		missing.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
			throw new IllegalArgumentException(form.get().whatIsMissing(name));
		});
		return missing.stream().map(form.get()::whatIsMissing).toList();
	}

	/** The settings that callers may see: all but those that were given when nobody could know that they are secrets. */
	Map<String, String> shown(Plan plan) {
		Optional<Form> form = transports.form(plan.transport());
		Map<String, String> shown = new HashMap<>(plan.settings());
		shown.keySet().removeIf(name -> form.map(known -> known.isSecret(name)).orElseGet(() -> SecretNames.mayBeSecret(name)));
		return shown;
	}

	private static boolean isSecret(Optional<Form> form, String name) {
		return form.map(known -> known.isSecret(name)).orElseGet(() -> SecretNames.isSecret(name));
	}

	private static Optional<String> path(Plan plan) {
		return plan.transport().equals(LocalFolders.SCHEME) ? Optional.ofNullable(plan.settings().get(LocalFolders.PATH)) : Optional.empty();
	}

	/**
	 * What a caller should know of a change that is well in itself; sentences for people.
	 *
	 * @param changed the secrets that change, as {@link #secrets} says
	 */
	List<String> warnings(Plan before, Plan after, Map<String, String> changed, PlanDefinition wanted) {
		List<String> warnings = new ArrayList<>();
		if (!transports.isInstalled(after.transport())) {
			warnings.add("the transport " + after.transport() + " is not installed: the plan cannot run until it is");
		}
		boolean stays = before.transport().equals(after.transport());
		Optional<Form> form = transports.form(after.transport());
		for (String name : new TreeSet<>(before.settings().keySet())) {
			if (isSecret(form, name)) {
				warnings.add("'" + name + "' was among the settings and is a secret: it has been taken away, give it among the secrets");
			} else if (!stays && !after.settings().containsKey(name)) {
				warnings.add("the setting " + name + " = " + before.settings().get(name) + " of the transport " + before.transport() + " has been taken away");
			} else if (form.isPresent() && after.settings().containsKey(name) && !form.get().isSetting(name)) {
				warnings.add("the transport " + after.transport() + " has no setting '" + name + "': it is passed over, and an empty value takes it away");
			}
		}
		Map<String, Object> said = wanted.secrets() == null ? Map.of() : wanted.secrets();
		changed.keySet().stream().filter(name -> !said.containsKey(name)).sorted()
				.forEach(name -> warnings.add("the secret " + name + " of the transport " + before.transport() + " has been taken away"));
		return warnings;
	}

	/** Another transport has other settings; but one that is not installed may be there by mistake, and what was said is kept for the right one. */
	private Map<String, String> kept(Plan plan, String transport, Optional<Form> form) {
		boolean stays = transport.equals(plan.transport()) || !transports.isInstalled(transport) || !transports.isInstalled(plan.transport());
		Map<String, String> kept = new HashMap<>(stays ? plan.settings() : Map.of());
		kept.keySet().removeIf(name -> isSecret(form, name));
		if (form.isPresent() && !transport.equals(plan.transport())) {
			kept.keySet().removeIf(name -> !form.get().isSetting(name));
		}
		return kept;
	}

	private static void requireNoSecret(String name) {
		if (SecretNames.isSecret(name)) {
			throw new IllegalArgumentException("'" + name + "' is a secret: give it among the secrets, not the settings");
		}
	}
}
