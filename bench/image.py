"""A file system of the bench's own, in a file: nothing else works on it, and it is the same on every machine."""
import os
import subprocess
from contextlib import contextmanager

BYTES_PER_INODE = 6144


@contextmanager
def mounted(work, gigabytes):
	"""Mounts the image in the work folder, made when missing or of another size, and answers where; needs root."""
	image, folder = work / "image.ext4", work / "image"
	folder.mkdir(exist_ok=True)
	if not os.path.ismount(folder):
		if not image.exists() or image.stat().st_size != gigabytes * 10**9:
			_make(image, gigabytes)
		subprocess.run(["mount", "-o", "loop", image, folder], check=True)
	try:
		yield folder
	finally:
		subprocess.run(["umount", folder], check=True)


def _make(image, gigabytes):
	unfinished = image.with_suffix(".new")
	with open(unfinished, "wb") as file:
		file.truncate(gigabytes * 10**9)
	# Nothing is left to initialize in the background while the bench measures.
	subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", "-i", str(BYTES_PER_INODE),
		"-E", "lazy_itable_init=0,lazy_journal_init=0", unfinished], check=True)
	unfinished.rename(image)


def remove(work):
	"""Removes the image, if there is one."""
	image, folder = work / "image.ext4", work / "image"
	if os.path.ismount(folder):
		subprocess.run(["umount", folder], check=True)
	image.unlink(missing_ok=True)
	if folder.is_dir():
		folder.rmdir()
