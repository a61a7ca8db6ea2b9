"""Folders as a whole: list, count, read, compare, remove."""
import filecmp
import os
import stat
import subprocess
from dataclasses import dataclass


def entries(root):
	"""All below root, folders before what is in them: (path relative to root, lstat)."""
	pending = [""]
	while pending:
		folder = pending.pop()
		with os.scandir(os.path.join(root, folder)) as children:
			for child in children:
				path = os.path.join(folder, child.name)
				status = child.stat(follow_symlinks=False)
				yield path, status
				if stat.S_ISDIR(status.st_mode):
					pending.append(path)


def files(root):
	"""The regular files below root: sorted paths relative to it."""
	return sorted(path for path, status in entries(root) if stat.S_ISREG(status.st_mode))


@dataclass(frozen=True)
class Counts:
	files: int  # all that is no folder
	folders: int  # root is one
	bytes: int  # content, as ls shows it


def count(root):
	number, folders, size = 0, 1, 0
	for _, status in entries(root):
		if stat.S_ISDIR(status.st_mode):
			folders += 1
		else:
			number += 1
			size += status.st_size
	return Counts(number, folders, size)


def disk_use(root):
	"""Bytes and inodes that root and all below occupy; what has several names counts once, as with du."""
	root_status = os.lstat(root)
	blocks = {(root_status.st_dev, root_status.st_ino): root_status.st_blocks}
	for _, status in entries(root):
		blocks[status.st_dev, status.st_ino] = status.st_blocks
	return 512 * sum(blocks.values()), len(blocks)


def read(root):
	"""Reads everything once, so that it is in the cache."""
	buffer = bytearray(1 << 20)
	for path, status in entries(root):
		if stat.S_ISREG(status.st_mode):
			with open(os.path.join(root, path), "rb", buffering=0) as file:
				while file.readinto(buffer):
					pass


@dataclass(frozen=True)
class Difference:
	missing: int
	unequal: int
	extra: int

	def __str__(self):
		return f"{self.missing} missing, {self.unequal} not equal, {self.extra} too many"


def compare(expected, actual):
	"""How actual differs from expected in names, kinds, content, symlink targets and modification times of files.

	Answers None when it does not differ. Times are compared in whole seconds: not every tool keeps more.
	"""
	left, right = dict(entries(expected)), dict(entries(actual))
	unequal = sum(1 for path in left.keys() & right.keys()
		if not _equal(os.path.join(expected, path), left[path], os.path.join(actual, path), right[path]))
	difference = Difference(len(left.keys() - right.keys()), unequal, len(right.keys() - left.keys()))
	return None if difference == Difference(0, 0, 0) else difference


def _equal(path, status, other_path, other_status):
	if stat.S_IFMT(status.st_mode) != stat.S_IFMT(other_status.st_mode):
		return False
	if stat.S_ISLNK(status.st_mode):
		return os.readlink(path) == os.readlink(other_path)
	if stat.S_ISREG(status.st_mode):
		return int(status.st_mtime) == int(other_status.st_mtime) and filecmp.cmp(path, other_path, shallow=False)
	return True


def remove(folder):
	"""Removes it with all below, if it is there."""
	subprocess.run(["rm", "-rf", "--", folder], check=True)
