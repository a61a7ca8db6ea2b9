package backtrac.notify.channel;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code etc/backtrac.notify.mail-NAME.cfg}. */
@ObjectClassDefinition(name = "Notifications by mail", description = "Tells people by mail how runs ended, and which plans have had no good backup for long.")
@interface MailConfig {

	@AttributeDefinition(name = "Host", description = "The mail server.")
	String host() default "";

	@AttributeDefinition(name = "Port", required = false, type = AttributeType.INTEGER, min = "1", max = "65535", description = "Empty for the usual one: 587 with STARTTLS, 465 with TLS, 25 with none.")
	String port() default "";

	@AttributeDefinition(name = "Security", options = { @Option(label = "STARTTLS", value = "starttls"), @Option(label = "TLS", value = "tls"),
			@Option(label = "none", value = "none") }, description = "How the connection is secured.")
	String security() default "starttls";

	@AttributeDefinition(name = "Certificates", required = false, description = "A file with the certificates (PEM) to trust in place of those that Java trusts; a relative path is taken from etc/.")
	String certificates() default "";

	@AttributeDefinition(name = "User", required = false, description = "Empty if the mail server asks for none.")
	String user() default "";

	@AttributeDefinition(name = "Password", required = false, type = AttributeType.PASSWORD, description = "Only in a file that others cannot read.")
	String password() default "";

	@AttributeDefinition(name = "Password file", required = false, description = "A file with the password in its first line, which others cannot read; a relative path is taken from etc/.")
	String passwordFile() default "";

	@AttributeDefinition(name = "From", description = "The sender: an address, or a name and an address in <>.")
	String from() default "";

	@AttributeDefinition(name = "To", cardinality = Integer.MAX_VALUE, description = "The receivers.")
	String[] to() default {};

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
