/** What a bundle needs to add a page to the web interface. */
@Export
@Version("1.0.0")
package backtrac.web.view;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
