/** A run from one state to the next: what came of it, why it failed, whether it is tried again. */
package backtrac.engine.jobs.run;
