/** {@code backtrac repo}: the commands that work on a repository's folder, without a server. */
package backtrac.cli.repo;
