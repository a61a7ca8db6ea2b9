/** The web server's encrypted port, and the certificate with which it proves who it is. */
package backtrac.https;
