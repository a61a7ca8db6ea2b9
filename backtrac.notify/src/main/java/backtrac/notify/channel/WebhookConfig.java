package backtrac.notify.channel;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code etc/backtrac.notify.webhook-NAME.cfg}. */
@ObjectClassDefinition(name = "Notifications by web hook", description = "Tells a program by HTTP how runs ended, and which plans have had no good backup for long.")
@interface WebhookConfig {

	@AttributeDefinition(name = "URL", description = "Where to POST to: http:// or https://.")
	String url() default "";

	@AttributeDefinition(name = "Certificates", required = false, description = "A file with the certificates (PEM) to trust in place of those that Java trusts; a relative path is taken from etc/.")
	String certificates() default "";

	@AttributeDefinition(name = "Header file", required = false, description = "A file with headers to send along, such as Authorization: Bearer …, one a line, which others cannot read; a relative path is taken from etc/.")
	String headerFile() default "";

	@AttributeDefinition(name = "Secret file", required = false, description = "A file with a secret in its first line, by which each message is signed, and which others cannot read; a relative path is taken from etc/.")
	String secretFile() default "";

	@AttributeDefinition(name = "Name", required = false, description = "What people call it; what has been told of overdue plans is known by it, too.")
	String name() default "";

	@AttributeDefinition(name = "Results", required = false, cardinality = Integer.MAX_VALUE, options = {
			@Option(label = "succeeded", value = "succeeded"), @Option(label = "partial", value = "partial"), @Option(label = "failed", value = "failed"),
			@Option(label = "cancelled", value = "cancelled"), @Option(label = "interrupted", value = "interrupted") }, description = "Which ends of runs to tell of; none means all.")
	String[] on() default {};

	@AttributeDefinition(name = "Clients", required = false, cardinality = Integer.MAX_VALUE, description = "Of which clients to tell, with * for any letters; none means all.")
	String[] clients() default {};

	@AttributeDefinition(name = "Plans", required = false, cardinality = Integer.MAX_VALUE, description = "Of which plans to tell, with * for any letters; none means all.")
	String[] plans() default {};

	@AttributeDefinition(name = "Overdue after days", required = false, type = AttributeType.INTEGER, min = "1", description = "After how many days without a good backup to tell of a plan; empty for never.")
	String overdueDays() default "";

	@AttributeDefinition(name = "Repeat after hours", required = false, type = AttributeType.INTEGER, min = "1", description = "After how many hours to tell again of a plan that still has no good backup; empty for 24.")
	String repeatHours() default "";
}
