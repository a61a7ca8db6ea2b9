/** Tells the rest of the server what happens to runs, snapshots and plans. */
package backtrac.engine.jobs.event;
