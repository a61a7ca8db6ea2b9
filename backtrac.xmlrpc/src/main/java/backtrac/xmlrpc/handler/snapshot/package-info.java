/** Snapshots, for callers. */
package backtrac.xmlrpc.handler.snapshot;
