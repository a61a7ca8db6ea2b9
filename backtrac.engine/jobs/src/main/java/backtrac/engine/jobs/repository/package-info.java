/** What whoever works on a repository must do: wait for it, keep off its folder, count its work. */
package backtrac.engine.jobs.repository;
