/** The server's remote interface over the server's own services: what its handlers share. */
package backtrac.xmlrpc.handler;
