package backtrac.xmlrpc.handler.restore;

import java.nio.file.Path;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.config.ConfigFile;
import backtrac.api.config.ConfigProblems;

/** The folders that restores may write to, as {@code etc/backtrac.restore.cfg} has them now. */
@Component(service = { RestoreFolders.class, ConfigProblems.class }, configurationPid = "backtrac.restore")
@Designate(ocd = RestoreFolders.Config.class)
public final class RestoreFolders implements ConfigProblems {

	private static final Logger log = LoggerFactory.getLogger(RestoreFolders.class);

	/** {@code etc/backtrac.restore.cfg}. */
	@ObjectClassDefinition(name = "Restores", description = "Where restores may write to.")
	public @interface Config {

		@AttributeDefinition(name = "Folders for restores", description = "Folders of this machine that restores may write to, separated by commas; a relative one lies "
				+ "in data/. In the first of them lie targets that are relative.")
		String restoreRoots() default "restores";
	}

	private final Path data;
	private volatile RestoreRoots roots;
	private volatile List<String> problems = List.of();

	@Activate
	public RestoreFolders(BundleContext context, Config config) {
		this(Path.of(context.getProperty("backtrac.base")).resolve("data"), config.restoreRoots());
	}

	RestoreFolders(Path data, String text) {
		this.data = data;
		take(text);
	}

	@Modified
	void modified(Config config) {
		take(config.restoreRoots());
	}

	private void take(String text) {
		ConfigFile file = new ConfigFile("etc/backtrac.restore.cfg");
		roots = RestoreRoots.parse(text, data, file::tell);
		problems = file.problems();
		problems.forEach(log::warn);
	}

	RestoreRoots roots() {
		return roots;
	}

	@Override
	public List<String> configProblems() {
		return problems;
	}
}
