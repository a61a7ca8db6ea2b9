/** The server's bundles, for callers. */
package backtrac.xmlrpc.handler.bundle;
