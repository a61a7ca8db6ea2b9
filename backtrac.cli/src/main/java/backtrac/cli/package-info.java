/** The command line: its entry, the commands there are, and what trains Java's cache. */
package backtrac.cli;
