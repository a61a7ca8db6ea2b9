/** The server's remote interface over the server's own services. */
package backtrac.xmlrpc.handler;
