/** Restores, for callers. */
package backtrac.xmlrpc.handler.restore;
