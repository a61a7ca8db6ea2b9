/** The calling end of XML-RPC. Needs no framework: this bundle's jar and that of backtrac.api on a class path are enough. See docs/xmlrpc.md. */
@Export
@Version("1.2.0")
package backtrac.xmlrpc.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
