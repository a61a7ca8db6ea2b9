/** What a command says, prints and asks, and how it looks. */
package backtrac.cli.console;
