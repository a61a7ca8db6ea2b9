/**
 * When runs begin. From the inside out: {@link backtrac.engine.scheduler.Schedule} and {@code Windows} tell times, {@code Rules} decide what is to
 * be done about a plan, {@code Look} does it for all that is due, {@code Loop} has it look in time. What is waited for is in the catalog alone.
 */
package backtrac.engine.scheduler;
