/** Does what a request asks for as a run, with the services of the server. */
package backtrac.engine.jobs.verb;
