/** {@code backtrac retention} and {@code backtrac schedule}, and the options and words that other commands share with them. */
package backtrac.cli.policy;
