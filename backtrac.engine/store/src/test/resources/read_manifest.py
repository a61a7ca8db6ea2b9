#!/usr/bin/env python3
"""Reads a manifest as docs/repository-format.md describes it: read_manifest.py MANIFEST

Prints one JSON line an entry; of a snapshot's folder, what its summary and its pin say, and then its entries.
Needs the command zstd; all else is in Python."""
import itertools, json, os, struct, subprocess, sys, zlib

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
TYPES = ["FILE", "DIRECTORY", "SYMLINK", "FIFO", "CHARACTER_DEVICE", "BLOCK_DEVICE", "SOCKET"]
WIDTHS = {64: "B", 69: "H", 70: "I", 71: "Q"}


class Tagged:
    def __init__(self, tag, value):
        self.tag, self.value = tag, value


class Cbor:
    """As much of RFC 8949 as manifests use."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        self.at += n
        return self.data[self.at - n:self.at]

    def read(self):
        first = self.take(1)[0]
        major, low = first >> 5, first & 31
        if first == 0xFF:
            return Cbor  # the end of what has no length
        n = None if low == 31 else low if low < 24 else int.from_bytes(self.take(1 << low - 24), "big")
        if major == 0:
            return n
        if major == 1:
            return -1 - n
        if major in (2, 3):
            value = b"".join(self.items(None)) if n is None and major == 2 else self.take(n)
            return value if major == 2 else value.decode()
        if major == 4:
            return list(self.items(n))
        if major == 5:
            items = list(self.items(None if n is None else 2 * n))
            return dict(zip(items[::2], items[1::2]))
        if major == 6:
            return Tagged(n, self.read())
        raise ValueError("unexpected CBOR item %#x" % first)

    def items(self, n):
        while n is None or n > 0:
            item = self.read()
            if item is Cbor:
                return
            yield item
            n = None if n is None else n - 1


def unpack(data, size):
    result = subprocess.run(["zstd", "-dc"], input=data, stdout=subprocess.PIPE, check=True).stdout
    assert len(result) == size
    return result


def column(value, rows, default=0):
    if value is None:
        return [default] * rows
    if isinstance(value, int):
        return [value] * rows
    return struct.unpack("<%d%s" % (rows, WIDTHS[value.tag]), value.value)


def cut(data, lengths):
    at = 0
    for length in lengths:
        yield data[at:at + length]
        at += length


def pairs(block, key):
    values = block.get(key, [])
    return dict(zip(values[::2], values[1::2]))


def rows(block, hashes):
    """The entries of a block; hashes is a cursor over the frame's hashes."""
    n = block["rows"]
    numbers = {key: column(block.get(key), n, default) for key, default in {
        "name_lengths": 0, "types": 0, "sizes": 0, "seconds": 0, "nanos": 0, "owners": 0, "groups": 0,
        "modes": 0xFFFF, "uids": 0xFFFFFFFF, "gids": 0xFFFFFFFF}.items()}
    texts = [None] + block.get("texts", [])
    lists = {key: pairs(block, key) for key in ("targets", "devices", "ids", "attributes", "extents", "unreadable")}
    for i, name in enumerate(cut(block["names"], numbers["name_lengths"])):
        is_file, size, why = numbers["types"][i] == 0, numbers["sizes"][i], lists["unreadable"].get(i)
        attributes = [value.hex() for value in lists["attributes"].get(i, [])]
        yield {
            "name": name.hex(), "type": TYPES[numbers["types"][i]], "size": size,
            "seconds": block["since"] + numbers["seconds"][i], "nanos": numbers["nanos"][i],
            "mode": numbers["modes"][i], "uid": numbers["uids"][i], "gid": numbers["gids"][i],
            "owner": texts[numbers["owners"][i]], "group": texts[numbers["groups"][i]],
            "target": lists["targets"][i].hex() if i in lists["targets"] else None,
            "device": lists["devices"].get(i, 0), "id": lists["ids"].get(i),
            "extents": list(itertools.accumulate(lists["extents"][i])) if i in lists["extents"] else None,
            "attributes": dict(zip(attributes[::2], attributes[1::2])), "unreadable": why,
            "hash": None if not is_file or why else NOTHING if size == 0 else next(hashes).hex()}


def blocks(data):
    """All folders of a manifest with their entries, in order."""
    assert data[:8] == b"BTMANIF1" and data[-8:] == b"BTMANEND"
    offset, packed, unpacked, crc = struct.unpack("<QIII", data[-28:-8])
    assert zlib.crc32(data[offset:offset + packed]) == crc
    index = Cbor(unpack(data[offset:offset + packed], unpacked)).read()
    assert index["format"] == 1
    frames = zip(*(column(index.get(key), index["frames"]) for key in ("offsets", "packed", "unpacked", "hashes", "crcs", "folders")))
    for offset, packed, unpacked, hashes, crc, folders in frames:
        whole = data[offset:offset + packed + 32 * hashes]
        assert zlib.crc32(whole) == crc
        cursor = cut(whole[packed:], [32] * hashes)
        cbor = Cbor(unpack(whole[:packed], unpacked))
        for _ in range(folders):
            block = cbor.read()
            yield block["path"], list(rows(block["root"], cursor)) if "root" in block else [], list(rows(block, cursor))


def summary(folder):
    """What a snapshot's folder says of it; its pin is absent if it has none."""
    with open(os.path.join(folder, "snapshot.json"), encoding="utf-8") as file:
        values = json.load(file)
    assert values["format"] == 1
    pin = os.path.join(folder, "pin.json")
    if os.path.exists(pin):
        with open(pin, encoding="utf-8") as file:
            values["pin"] = json.load(file)["note"]
    return values


def main():
    path = sys.argv[1]
    if os.path.isdir(path):
        print(json.dumps(summary(path)))
        path = os.path.join(path, "manifest")
    with open(path, "rb") as file:
        for path, root, entries in blocks(file.read()):
            for entry in root + entries:
                print(json.dumps({"folder": path.hex(), **entry}))


main()
