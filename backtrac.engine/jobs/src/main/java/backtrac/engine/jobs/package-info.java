/** The verbs (backup, restore, export) as plain classes, and the runner that makes runs of them on a server. */
package backtrac.engine.jobs;
