/** The ways to tell people that come along: mail and web hooks. */
package backtrac.notify.channel;
