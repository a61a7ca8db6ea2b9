"""A tree of many small files, and how copies of it differ: what BackTrac says about itself is not asked.

share_tree.py make FOLDER | change FOLDER | lose FOLDER | remove FOLDER … | note FOLDER FILE | compare FILE FOLDER | linked OLD NEW OLD-TREE NEW-TREE
"""
import hashlib
import json
import os
import random
import shutil
import stat
import sys

FILES = int(os.environ.get("BACKTRAC_TEST_FILES", 4_000))
FOLDERS = 400


def make(root):
	chance = random.Random(1)
	for number in range(FILES):
		folder = f"{root}/{number % 20:02d}/über {number % FOLDERS}"
		if number < FOLDERS:
			os.makedirs(folder)
		with open(f"{folder}/file {number}.txt", "xb", buffering=0) as file:
			file.write(b"%d " % number + chance.randbytes(chance.randrange(2000)))
		# shares keep steps of 100 ns
		os.utime(file.name, ns=(chance.randrange(10**16, 10**17) * 10 // 100 * 100,) * 2)
	with open(f"{root}/large", "xb") as file:
		file.write(chance.randbytes(3_000_000))
	os.mkdir(f"{root}/empty")


def change(root):
	files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names)
	for number, path in enumerate(random.Random(2).sample(files, FILES // 50)):
		if number % 4 == 0:
			os.unlink(path)
		elif number % 4 == 1:
			os.rename(path, path + ".renamed")
		elif number % 4 == 2:
			with open(path, "ab") as file:
				file.write(b"more")
		else:
			with open(path + ".added", "xb") as file:
				file.write(path.encode())


def lose(root):
	shutil.rmtree(f"{root}/03")
	os.unlink(f"{root}/large")


def remove(*roots):
	for root in roots:
		shutil.rmtree(root)


def note(root):
	"""Each path with what it is: a folder, or a file's hash, and its time in steps of 100 ns."""
	tree = {}
	for folder, folders, names in os.walk(root):
		for name in folders + names:
			path = os.path.join(folder, name)
			status = os.lstat(path)
			if stat.S_ISREG(status.st_mode):
				with open(path, "rb", buffering=0) as file:
					what = hashlib.sha256(file.read()).hexdigest()
			else:
				what = stat.filemode(status.st_mode)[0]
			tree[os.path.relpath(path, root)] = [what, status.st_mtime_ns // 100]
	return tree


def load(file):
	with open(file, encoding="utf-8") as source:
		return json.load(source)


def compare(expected, actual):
	differing = [path for path in expected.keys() | actual.keys() if expected.get(path) != actual.get(path)]
	assert not differing, f"{len(differing)} differ, such as {[(path, expected.get(path), actual.get(path)) for path in differing[:3]]}"
	assert len(actual) > FILES, len(actual)


def linked(old, new, old_tree, new_tree):
	"""Files that did not change have one inode, all others have two."""
	same = 0
	for path in old.keys() & new.keys():
		first, second = os.lstat(f"{old_tree}/{path}"), os.lstat(f"{new_tree}/{path}")
		if stat.S_ISREG(first.st_mode):
			is_same = first.st_ino == second.st_ino and first.st_nlink > 2
			assert is_same == (old[path][0] == new[path][0]), path
			same += is_same
	assert same > FILES * 0.98, same


if __name__ == "__main__":
	command, *arguments = sys.argv[1:]
	if command == "note":
		with open(arguments[1], "x", encoding="utf-8") as target:
			json.dump(note(arguments[0]), target)
	elif command == "compare":
		compare(load(arguments[0]), note(arguments[1]))
	elif command == "linked":
		linked(load(arguments[0]), load(arguments[1]), *arguments[2:])
	else:
		{"make": make, "change": change, "lose": lose, "remove": remove}[command](*arguments)
