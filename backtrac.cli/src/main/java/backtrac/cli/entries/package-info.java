/** Entries of snapshots and what differs between them, as text and JSON, whoever knows them. */
package backtrac.cli.entries;
