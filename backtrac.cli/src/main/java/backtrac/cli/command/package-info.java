/** What all commands share: groups of them, help, exit codes, errors, Ctrl-C, checks of folders that a person names. */
package backtrac.cli.command;
