/** Keeps the catalog true to the repository: its list of snapshots, and clients and plans that were lost. */
package backtrac.engine.jobs.catalog;
