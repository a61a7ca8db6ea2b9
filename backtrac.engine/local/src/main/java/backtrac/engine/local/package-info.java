/**
 * The transport for folders of this machine, and the example to begin another one with. Read it in this order:
 * {@link backtrac.engine.local.LocalTransport}, the service; {@code LocalSettings}, what a plan must say;
 * {@code LocalSession}, what it opens; {@code Failures}, how it says what went wrong. {@code EntryWriter} and
 * {@code Metadata} are for transports that can restore, too.
 */
package backtrac.engine.local;
