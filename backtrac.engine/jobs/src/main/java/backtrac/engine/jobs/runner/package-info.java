/** Lets runs wait, work and end: the queue and its limits, what follows a run, and runs that other servers have left. */
package backtrac.engine.jobs.runner;
