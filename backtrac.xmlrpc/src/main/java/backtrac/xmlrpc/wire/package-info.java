/** XML-RPC as text, read and written with care: what both ends share. */
package backtrac.xmlrpc.wire;
