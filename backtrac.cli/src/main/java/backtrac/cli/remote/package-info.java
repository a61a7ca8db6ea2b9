/** {@code backtrac client}, {@code plan}, {@code run} and {@code snapshot}: the commands that a server executes, and the connection to it. */
package backtrac.cli.remote;
