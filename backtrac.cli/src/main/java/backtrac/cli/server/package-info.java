/** {@code backtrac server} and {@code quickstart}: make this machine's server ready, start it, stop it, ask it how it is. */
package backtrac.cli.server;
