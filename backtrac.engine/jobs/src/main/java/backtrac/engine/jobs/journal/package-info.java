/** The log of runs on its way to the catalog, and the words that it begins and ends with. */
package backtrac.engine.jobs.journal;
