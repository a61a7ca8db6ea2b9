/** This machine's BackTrac: its folders, its server's address and process. */
package backtrac.cli.installation;
