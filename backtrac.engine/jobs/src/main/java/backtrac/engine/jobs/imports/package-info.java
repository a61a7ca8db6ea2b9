/** Finds backups that other tools have made and brings them into a repository without a copy. */
package backtrac.engine.jobs.imports;
