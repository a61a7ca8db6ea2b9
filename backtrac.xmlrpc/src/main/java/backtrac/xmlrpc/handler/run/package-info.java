/** Runs and their logs, for callers. */
package backtrac.xmlrpc.handler.run;
