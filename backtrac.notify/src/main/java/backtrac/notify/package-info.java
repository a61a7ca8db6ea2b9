/** Tells people what happened: who is told of what, when, and again if it fails. */
package backtrac.notify;
