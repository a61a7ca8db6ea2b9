/** The verbs (backup, restore, export) as plain classes, and the runner that makes runs of them on a server; each has a package of its own. */
package backtrac.engine.jobs;
