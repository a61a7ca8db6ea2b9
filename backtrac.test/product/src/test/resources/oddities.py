#!/usr/bin/env python3
"""Makes, or shows, what a file system can hold that few tools keep.

oddities.py make FOLDER     makes all that this user may make
oddities.py data FOLDER     for each file in it the 512-byte blocks it takes, and where it has data
oddities.py deep FOLDER     the content and time of the file whose path is longer than PATH_MAX"""
import os, socket, stat, sys

MB = 1 << 20


def write(name, content=b"content"):
    with open(name, "wb") as file:
        file.write(content)


def sparse(name, size, *places):
    with open(name, "wb") as file:
        file.truncate(size)
        for place in places:
            file.seek(place)
            file.write(os.urandom(100_000))


def attribute(name, key, value):
    try:
        os.setxattr(name, key, value, follow_symlinks=False)
    except OSError:
        pass  # not known to this file system, or kept from this user


def make_sparse():
    sparse("start", 9 * MB, 0)
    sparse("middle", 9 * MB, 3 * MB + 77)
    sparse("end", 9 * MB, 9 * MB - 100_000)
    sparse("trailing hole", 9 * MB + 5, MB)
    sparse("all of it a hole", 1000 * MB)
    sparse("many", 40 * MB, *range(0, 40 * MB, 4 * MB))
    sparse("small", 70_000 + 100_000, 70_000)
    write("zeros", bytes(3 * MB))
    with open("preallocated", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 3 * MB)
    sparse("mixed", 9 * MB, MB)
    with open("mixed", "r+b") as file:
        file.seek(5 * MB)
        file.write(bytes(MB))


def make_names():
    raw = b"\xff\xfe\n" + b"\x80" * 252
    write(raw)
    os.symlink(raw, "to raw")
    os.makedirs("links/deeper")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("socket")
    os.mkfifo("pipe", 0o622)
    os.symlink("no/where", "dangling")
    write("file")
    for name in ("socket", "pipe", "dangling", "file"):
        os.link(name, "links/deeper/" + name, follow_symlinks=False)
        os.utime(name, ns=(1, 987_654_321_123_456_789), follow_symlinks=False)
    os.chmod("socket", 0o711)
    os.mkdir("sticky")
    os.chmod("sticky", 0o1777)
    os.mkdir("setgid")
    os.chmod("setgid", 0o2775)


def make_attributes():
    write("read-only")
    attribute("read-only", "user.key", b"\0\xff")
    os.chmod("read-only", 0o400)
    os.mkdir("closed")
    write("closed/inner")
    attribute("closed", "user.folder", b"value")
    os.chmod("closed", 0o555)
    os.mkdir("acl")
    os.system("setfacl -m u:65534:rx,d:u:65534:rwx acl")
    write("acl/inherits")
    os.mkdir("acl/folder")


def make_as_root():
    write("owned")
    os.chown("owned", 12345, 54321)
    os.chmod("owned", 0o6711)
    os.chown("to raw", 5, 6, follow_symlinks=False)
    attribute("owned", "trusted.key", b"1")
    attribute("to raw", "trusted.link", b"2")
    write("capable")
    attribute("capable", "security.capability", bytes.fromhex("0100000200200000000000000000000000000000"))
    try:
        os.mknod("device", 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        os.link("device", "links/device")
        os.mknod("disk", 0o640 | stat.S_IFBLK, os.makedev(259, 70_000))
    except PermissionError:
        pass  # in a container


def walk_deep(step):
    for i in range(25):
        name = "%02d" % i + "y" * 200
        step(name)
        os.chdir(name)


def make(folder):
    os.umask(0o022)
    os.makedirs(folder + "/sparse")
    os.chdir(folder + "/sparse")
    make_sparse()
    os.chdir("..")
    here = os.open(".", os.O_RDONLY)
    make_names()
    make_attributes()
    if os.getuid() == 0:
        make_as_root()
    os.mkdir("deep")
    os.chdir("deep")
    walk_deep(os.mkdir)
    write("deepest")
    os.utime("deepest", ns=(1, 1_234_567_890_123_456_789))
    os.fchdir(here)
    for name in ("links", "acl", "closed", "sparse", "."):
        os.utime(name, ns=(1, -123_456_789_000_000_001))


def show_data(folder):
    for name in sorted(os.listdir(folder)):
        fd = os.open(os.path.join(folder, name), os.O_RDONLY)
        size, data, at = os.fstat(fd).st_size, [], 0
        while at < size:
            try:
                begin = os.lseek(fd, at, os.SEEK_DATA)
            except OSError:
                break  # nothing but a hole from there on
            at = os.lseek(fd, begin, os.SEEK_HOLE)
            data.append((begin, at))
        hundreds = round(os.fstat(fd).st_blocks / 100)  # a few more hold the list of a file's pieces
        print(name, hundreds, "" if name == "preallocated" else data)
        os.close(fd)


def show_deep(folder):
    os.chdir(folder + "/deep")
    walk_deep(lambda name: None)
    print(open("deepest").read(), os.stat("deepest").st_mtime_ns)


{"make": make, "data": show_data, "deep": show_deep}[sys.argv[1]](sys.argv[2])
