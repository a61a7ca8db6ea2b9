package backtrac.engine.local;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a plan says to this transport. The web interface makes a form of it; the names are the keys of the settings. */
@ObjectClassDefinition(name = "Local folder", description = "A folder of the machine that the BackTrac server runs on.")
@interface LocalSettings {

	@AttributeDefinition(name = "Folder", description = "Its full path, such as /home. All below it is read.")
	String path();
}
