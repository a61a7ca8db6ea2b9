/** The calling end of XML-RPC. Needs no framework: this bundle's jar and that of backtrac.api on a class path are enough. */
@Export
@Version("1.1.0")
package backtrac.xmlrpc.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
