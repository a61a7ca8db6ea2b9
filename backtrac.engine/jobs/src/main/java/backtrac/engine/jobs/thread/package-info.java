/** The threads of runs: how they share a tree, how they end, and what is done again and again beside them. */
package backtrac.engine.jobs.thread;
