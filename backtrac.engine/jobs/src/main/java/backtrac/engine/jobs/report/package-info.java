/** How far a run is and what it could not do, in numbers and words for people. */
package backtrac.engine.jobs.report;
