/** Who may call, and who did: tokens, the audit log, the users of the page. */
package backtrac.xmlrpc.handler.access;
