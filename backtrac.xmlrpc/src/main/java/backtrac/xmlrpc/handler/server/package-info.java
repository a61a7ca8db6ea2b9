/** The server itself, for callers. */
package backtrac.xmlrpc.handler.server;
