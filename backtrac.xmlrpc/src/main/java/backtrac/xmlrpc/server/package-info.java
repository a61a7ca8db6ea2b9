/** The answering end of XML-RPC: HTTP, who may call, and the services that are called. */
package backtrac.xmlrpc.server;
