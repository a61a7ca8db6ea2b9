/** Borrows transports for runs while they come and go. */
package backtrac.engine.jobs.transport;
