/** The calling end of XML-RPC. Needs no framework: this bundle's jar alone on a class path is enough. See docs/xmlrpc.md. */
@Export
@Version("1.0.0")
package backtrac.xmlrpc.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
