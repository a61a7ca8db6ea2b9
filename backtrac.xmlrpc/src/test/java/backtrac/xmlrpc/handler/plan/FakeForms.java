package backtrac.xmlrpc.handler.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import backtrac.xmlrpc.handler.transport.Form;
import backtrac.xmlrpc.handler.transport.TransportForms;
import backtrac.xmlrpc.remote.TransportField;

/** What two transports want to be told. */
final class FakeForms implements TransportForms {

	private static final Map<String, Form> FORMS = Map.of("local", new Form("local", "Local folder", "", List.of(field("path", "Its full path.", true, false))), "smb",
			new Form("smb", "Windows share", "",
					List.of(field("share", "", true, false),
							new TransportField("port", "Port", "", TransportField.INTEGER, false, false, "445", List.of(), "1", "65535"),
							field("password", "", false, true), field("pin", "", false, true))));

	private final Set<String> installed;

	FakeForms(String... installed) {
		this.installed = Set.of(installed);
	}

	@Override
	public boolean isInstalled(String scheme) {
		return installed.contains(scheme);
	}

	@Override
	public Optional<Form> form(String scheme) {
		return Optional.ofNullable(FORMS.get(scheme)).filter(_ -> isInstalled(scheme));
	}

	private static TransportField field(String name, String description, boolean required, boolean secret) {
		return new TransportField(name, name, description, TransportField.STRING, required, secret, "", List.of(), "", "");
	}
}
