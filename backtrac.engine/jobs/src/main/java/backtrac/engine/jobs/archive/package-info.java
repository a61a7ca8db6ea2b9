/** Archives of other tools, written as a stream: pax tar and zip. */
package backtrac.engine.jobs.archive;
