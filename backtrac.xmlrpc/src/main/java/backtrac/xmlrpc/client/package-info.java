/** The calling end of XML-RPC. Needs no framework: this bundle's jar on a class path is enough. */
@Export
@Version("1.0.0")
package backtrac.xmlrpc.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
