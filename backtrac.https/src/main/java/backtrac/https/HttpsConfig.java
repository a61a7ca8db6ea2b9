package backtrac.https;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/backtrac.https.cfg}. */
@ObjectClassDefinition(name = "Encrypted access", description = "The port for HTTPS and the certificate that is shown there.")
@interface HttpsConfig {

	@AttributeDefinition(name = "Port", required = false, type = AttributeType.INTEGER, min = "0", max = "65535", description = "Where to listen; 0 or empty switches encrypted access off.")
	String port() default "8443";

	@AttributeDefinition(name = "Host", description = "The address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for all, :: for all by IPv6, too.")
	String host() default "127.0.0.1";

	@AttributeDefinition(name = "Certificate", required = false, description = "A file in PEM with the certificate and those of its authorities; a relative path is taken from etc/. Empty: the server's own.")
	String certificate() default "";

	@AttributeDefinition(name = "Key", required = false, description = "A file in PEM with the certificate's key, without a passphrase; a relative path is taken from etc/. Empty: it is in the certificate's file.")
	String key() default "";
}
