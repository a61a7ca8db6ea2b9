/** Takes a snapshot of what a session shows. */
package backtrac.engine.jobs.backup;
