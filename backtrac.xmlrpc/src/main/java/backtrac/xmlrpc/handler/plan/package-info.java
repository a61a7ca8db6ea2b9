/** Clients and their plans, for callers. */
package backtrac.xmlrpc.handler.plan;
