"""What happens to a data set between two backups: 1 % of the files changed, 0.25 % removed, 0.25 % added.

The same data and the same round give the same change, whatever ran before: originals are moved to a folder beside
the data and come back afterwards.
"""
import os
import random
import shutil
from dataclasses import dataclass

import trees

ADDED_PREFIX = "bench-added-"
PATCHED_FROM = 64 << 20  # larger files get a patch of 1 MiB in their middle
MOST_WRITTEN = 1 << 20


@dataclass(frozen=True)
class Change:
	"""Paths are relative to the data."""
	round: int
	changed: list
	removed: list
	added: list


def choose(paths, round):
	"""The change of a round to the given files."""
	chance = random.Random(f"change {round}")
	changes = max(1, len(paths) // 100)
	removals = additions = len(paths) // 400
	picked = chance.sample(paths, changes + removals)
	beside = chance.choices(paths, k=additions)
	return Change(round, picked[:changes], picked[changes:],
		[os.path.join(os.path.dirname(path), f"{ADDED_PREFIX}{number}") for number, path in enumerate(beside)])


def apply(change, source, originals):
	"""Changes the files of source. What they were is in the folder originals until revert."""
	for path in change.changed + change.removed:
		saved = os.path.join(originals, path)
		os.makedirs(os.path.dirname(saved), exist_ok=True)
		os.rename(os.path.join(source, path), saved)
	for number, path in enumerate(change.changed):
		chance = random.Random(f"{change.round} {path}")
		_edit(os.path.join(originals, path), os.path.join(source, path), number % 2 == 1, chance)
	for path in change.added:
		chance = random.Random(f"{change.round} {path}")
		with open(os.path.join(source, path), "wb") as file:
			file.write(chance.randbytes(chance.randrange(512, 16384)))


def _edit(original, path, append, chance):
	shutil.copy2(original, path)
	status = os.stat(original)
	if os.geteuid() == 0:
		os.chown(path, status.st_uid, status.st_gid)
	with open(path, "r+b") as file:
		if status.st_size > PATCHED_FROM:
			file.seek(status.st_size // 2)
			file.write(chance.randbytes(MOST_WRITTEN))
		elif append:
			file.seek(0, os.SEEK_END)
			file.write(b"\nchanged %d" % chance.randrange(10**9))
		else:
			file.truncate(0)
			file.write(chance.randbytes(min(max(status.st_size, 64), MOST_WRITTEN)))


def revert(source, originals):
	"""Undoes apply, also one that was cut short."""
	if not os.path.isdir(originals):
		return
	for path in trees.files(originals):
		os.replace(os.path.join(originals, path), os.path.join(source, path))
	for path in trees.files(source):
		if os.path.basename(path).startswith(ADDED_PREFIX):
			os.unlink(os.path.join(source, path))
	trees.remove(originals)
