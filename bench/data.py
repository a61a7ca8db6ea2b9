"""The data sets: made once, the same on every machine (but for "real"), kept between calls."""
import json
import os
import random
import subprocess
from dataclasses import asdict
from pathlib import Path

import change
import trees

SMALL_FILES = 200_000
SMALL_FOLDERS = 4_096  # those that hold files; with the folders above them it is 4,681
MANY_FILES = 1_000_000
MANY_FOLDERS = 20_000
LARGE_FILES = 4
LARGE_BYTES = 1 << 30
REAL_FOLDERS = ["/usr/share", "/usr/include"]


class DataSet:
	"""A folder of files to back up, and how it changes from backup to backup."""

	def __init__(self, name, scale, work):
		self.name = name
		self.scale = 1.0 if name == "real" else scale
		self.folder = Path(work) / f"{name}-{self.scale:g}"
		self.source = self.folder / "source"
		self._originals = self.folder / "originals"
		self._marker = self.folder / "complete.json"
		self.counts = None

	def make(self):
		"""Makes the files unless they are there from an earlier call."""
		if not self._marker.exists():
			trees.remove(self.folder)
			self.source.mkdir(parents=True)
			MAKERS[self.name](self.source, self.scale)
			self._marker.write_text(json.dumps(asdict(trees.count(self.source))))
		self.revert()
		self.counts = trees.Counts(**json.loads(self._marker.read_text()))

	def change(self, round):
		change.apply(change.choose(trees.files(self.source), round), self.source, self._originals)

	def revert(self):
		change.revert(self.source, self._originals)


def make_small(folder, scale, seed=1):
	"""Files of 0.5 to 16 KB, 4 KB on average, four folders deep; half of them text, half random."""
	chance = random.Random(seed)
	words = _words()
	folders = [folder / f"d{i // 512 % 8}/project_{i // 64 % 8}/module-{i // 8 % 8}/pkg{i % 8}"
		for i in range(max(8, round(SMALL_FOLDERS * scale)))]
	for path in folders:
		path.mkdir(parents=True)
	for number in range(max(100, round(SMALL_FILES * scale))):
		path = f"{chance.choice(folders)}/file_{number:06d}.{('txt', 'bin')[number % 2]}"
		size = _small_size(chance)
		if number % 2:
			content = chance.randbytes(size)
		else:
			start = chance.randrange(len(words) - size)
			content = (b"%d " % number + words[start:start + size])[:size]
		with open(path, "xb", buffering=0) as file:
			file.write(content)
		os.utime(path, ns=(_a_time(chance),) * 2)


def _a_time(chance):
	"""Of the three years from 2020-09 on, in nanoseconds."""
	return 1_600_000_000 * 10**9 + chance.randrange(10**17)


def make_many(folder, scale, seed=2):
	"""As many files as fill a large office server: of up to 1 KB, all different, 50 in a folder, three folders deep."""
	chance = random.Random(seed)
	files, folders = max(100, round(MANY_FILES * scale)), max(2, round(MANY_FOLDERS * scale))
	for first in range(folders):
		path = folder / f"{first % 20:02d}" / f"{first // 20 % 40:02d}" / f"folder{first:05d}"
		path.mkdir(parents=True)
		for number in range(first, files, folders):
			name = f"{path}/{number:07d}"
			with open(name, "xb", buffering=0) as file:
				file.write(b"%d\n" % number + chance.randbytes(chance.randrange(1000)))
			os.utime(name, ns=(_a_time(chance),) * 2)


def _small_size(chance):
	while True:
		size = int(chance.lognormvariate(8.0, 0.72))
		if 512 <= size <= 16384:
			return size


def _words():
	chance = random.Random(99)
	letters = b"abcdefghijklmnopqrstuvwxyz"
	words = [bytes(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(5_000)]
	return b" ".join(chance.choices(words, k=600_000))


def make_large(folder, scale):
	"""A few files that no compression makes smaller."""
	piece = 8 << 20
	for number in range(LARGE_FILES):
		chance = random.Random(number)
		left = round(LARGE_BYTES * scale)
		with open(folder / f"big{number}.img", "xb", buffering=0) as file:
			while left > 0:
				file.write(chance.randbytes(min(piece, left)))
				left -= piece


def make_real(folder, scale):
	"""Copies of what this machine has: documents, pictures, programs' data, C headers."""
	present = [path for path in REAL_FOLDERS if os.path.isdir(path)]
	subprocess.run(["cp", "-a", *present, str(folder)], check=True)


MAKERS = {"small": make_small, "large": make_large, "real": make_real, "many": make_many}
DEFAULT = ["small", "large", "real"]
