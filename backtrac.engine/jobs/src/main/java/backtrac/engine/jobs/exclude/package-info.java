/** What a run leaves out: patterns of names and paths. */
package backtrac.engine.jobs.exclude;
