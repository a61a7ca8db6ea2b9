/** When plans are due: schedules in words that people use, in their time zone. */
package backtrac.engine.scheduler;
