/** Brings a snapshot, or parts of it, back: to a folder, or into an archive. */
package backtrac.engine.jobs.restore;
