/** Transports and what they want to be told, for callers. */
package backtrac.xmlrpc.handler.transport;
