/** {@code backtrac client}, {@code plan}, {@code run}, {@code snapshot}, {@code token}, {@code user} and {@code audit}: the commands that a server executes, and the connection to it. */
package backtrac.cli.remote;
