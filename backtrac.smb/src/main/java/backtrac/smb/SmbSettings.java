package backtrac.smb;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a plan says to this transport. The web interface makes a form of it; the names are the keys of the settings. */
@ObjectClassDefinition(name = "Windows share", description = "A folder that a Windows machine, a NAS or Samba shares.")
@interface SmbSettings {

	@AttributeDefinition(name = "Host", description = "The machine's name or IP address, such as fileserver.example.com.")
	String host();

	@AttributeDefinition(name = "Port", description = "445 unless the machine's administrator says otherwise.", min = "1", max = "65535")
	int port() default 445;

	@AttributeDefinition(name = "Share", description = "The share's name without the machine, such as Documents.")
	String share();

	@AttributeDefinition(name = "Folder", description = "A folder in the share, such as Projects/2026. Empty for all of the share.", required = false)
	String path() default "";

	@AttributeDefinition(name = "Domain", description = "The Windows domain of the user. Empty for a user of the machine itself.", required = false)
	String domain() default "";

	@AttributeDefinition(name = "User", description = "An account that may read the share and nothing else: see docs/smb.md.")
	String user();

	@AttributeDefinition(name = "Password", description = "Kept encrypted, and tried once: a wrong one does not lock the account.",
			type = AttributeType.PASSWORD)
	String password();

	@AttributeDefinition(name = "Oldest protocol", description = "A machine that speaks older versions of SMB only is not connected to.", options = {
			@Option(label = "SMB 2.1 (Windows 7, 2008 R2)", value = "2.1"), @Option(label = "SMB 3.0 (Windows 8, 2012)", value = "3.0"),
			@Option(label = "SMB 3.1.1 (Windows 10, 2016)", value = "3.1.1") })
	String minimum() default "2.1";

	@AttributeDefinition(name = "Signing", description = "Signed messages cannot be changed on their way. Without, only a trusted network is safe.", options = {
			@Option(label = "Required", value = "required"), @Option(label = "If the machine wants it", value = "optional") })
	String signing() default "required";

	@AttributeDefinition(name = "Connections", description = "How many are used at once, at most.", min = "1", max = "16")
	int connections() default 4;

	@AttributeDefinition(name = "Patience", description = "Seconds to wait for an answer, or for a lost connection to come back.", min = "1",
			max = "3600")
	int timeout() default 60;
}
