/** What a server offers to callers over XML-RPC, as Java interfaces. The structs are records; their keys are in snake_case. */
@Export
@Version("1.6.0")
package backtrac.xmlrpc.remote;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
