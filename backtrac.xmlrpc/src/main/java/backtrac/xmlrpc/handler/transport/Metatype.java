package backtrac.xmlrpc.handler.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

import backtrac.api.transport.Transport;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.TransportField;
import backtrac.xmlrpc.remote.TransportFieldOption;

/**
 * Makes forms of what bundles describe. The object class of a transport is that which its bundle designates for the service's
 * {@code service.pid} or {@code component.name}, which is what {@code @Designate} does on the component's class; of another service it is the
 * only one that the bundle has.
 */
final class Metatype {

	/** Of a service that Declarative Services has registered. */
	private static final String COMPONENT_NAME = "component.name";

	private Metatype() {
	}

	/** Empty if the transport does not describe its settings. */
	static Optional<Form> form(MetaTypeService service, String scheme, ServiceReference<Transport> transport) {
		Bundle bundle = transport.getBundle();
		MetaTypeInformation information = bundle == null ? null : service.getMetaTypeInformation(bundle);
		return information == null ? Optional.empty() : definition(information, transport).map(definition -> form(scheme, definition, bundle));
	}

	private static Optional<ObjectClassDefinition> definition(MetaTypeInformation information, ServiceReference<Transport> transport) {
		List<String> described = Stream.of(information.getPids(), information.getFactoryPids()).filter(pids -> pids != null).flatMap(Stream::of).distinct().toList();
		return Stream.of(Constants.SERVICE_PID, COMPONENT_NAME).map(transport::getProperty).filter(described::contains).map(String.class::cast).findFirst()
				.or(() -> described.size() == 1 ? Optional.of(described.getFirst()) : Optional.empty())
				.map(pid -> information.getObjectClassDefinition(pid, null));
	}

	private static Form form(String scheme, ObjectClassDefinition definition, Bundle bundle) {
		AttributeDefinition[] required = definition.getAttributeDefinitions(ObjectClassDefinition.REQUIRED);
		List<AttributeDefinition> needed = required == null ? List.of() : List.of(required);
		AttributeDefinition[] all = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
		Map<String, Ranges.Range> ranges = Ranges.of(bundle, definition.getID());
		List<TransportField> fields = Stream.of(all == null ? new AttributeDefinition[0] : all)
				.map(each -> field(each, needed.stream().anyMatch(one -> one.getID().equals(each.getID())), ranges.getOrDefault(each.getID(), Ranges.Range.NONE))).toList();
		return new Form(scheme, Wire.text(definition.getName()), Wire.text(definition.getDescription()), fields);
	}

	private static TransportField field(AttributeDefinition definition, boolean required, Ranges.Range range) {
		String[] values = definition.getDefaultValue();
		boolean hasUsual = values != null && values.length > 0;
		String type = type(definition.getType());
		boolean isNumber = type.equals(TransportField.INTEGER) || type.equals(TransportField.DECIMAL);
		boolean secret = definition.getType() == AttributeDefinition.PASSWORD;
		return new TransportField(definition.getID(), Wire.text(definition.getName()), Wire.text(definition.getDescription()), type, required && !hasUsual, secret,
				hasUsual && !secret ? Wire.text(values[0]) : "", options(definition), isNumber ? range.least() : "", isNumber ? range.most() : "");
	}

	private static String type(int type) {
		return switch (type) {
		case AttributeDefinition.LONG, AttributeDefinition.INTEGER, AttributeDefinition.SHORT, AttributeDefinition.BYTE -> TransportField.INTEGER;
		case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> TransportField.DECIMAL;
		case AttributeDefinition.BOOLEAN -> TransportField.BOOLEAN;
		default -> TransportField.STRING;
		};
	}

	private static List<TransportFieldOption> options(AttributeDefinition definition) {
		String[] values = definition.getOptionValues();
		String[] labels = definition.getOptionLabels();
		List<TransportFieldOption> options = new ArrayList<>();
		for (int i = 0; values != null && i < values.length; i++) {
			options.add(new TransportFieldOption(values[i], Wire.text(labels != null && i < labels.length ? labels[i] : values[i])));
		}
		return options;
	}
}
