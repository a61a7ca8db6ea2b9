/**
 * The transport for Windows shares (SMB 2.1 to 3.1.1), on the library jcifs-ng. Read it in this order: {@link backtrac.smb.SmbTransport},
 * the service; {@code SmbSettings} and {@code Share}, what a plan says; {@code SmbSession}, what it opens; {@code Connections} and
 * {@code Connection}, how requests reach the server; {@code Message} and its kinds, the requests; {@code Reader} and {@code Writer},
 * what is asked of it; {@code SmbContent}, {@code ReadAhead} and {@code OpenFile}, a file's content.
 *
 * <p>
 * Of jcifs-ng its connections, and the frame of its messages, are used, and none of its files and streams: these reconnect by themselves and go on
 * where they were, on a file that may be another one by then; they know times in milliseconds only; and a stalled server holds
 * them for minutes.
 */
package backtrac.smb;
