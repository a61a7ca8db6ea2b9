/**
 * What every transport must do, as tests that each can be put to: extend {@link backtrac.test.transport.TransportContract}, or
 * {@link backtrac.test.transport.WritableContract} if restores can write to it, and say how to open a session on a folder of this
 * machine. {@link backtrac.test.transport.FaultyProxy} stands for a network that is slow, stalls or breaks.
 */
package backtrac.test.transport;
