package backtrac.engine.store;

import backtrac.api.entry.EntryPath;

/**
 * A folder's block on its way to disk.
 *
 * @param path   the folder
 * @param cbor   the block but its hashes
 * @param hashes the hashes of those rows that have content, 32 bytes each
 */
record EncodedBlock(EntryPath path, byte[] cbor, byte[] hashes) {
}
