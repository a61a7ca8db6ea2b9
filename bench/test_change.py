import os
import tempfile
import unittest
from pathlib import Path

import change
import trees

PATHS = [f"d{number % 10}/file{number}" for number in range(400)]


class ChooseTest(unittest.TestCase):
	def test_same_round_same_choice(self):
		self.assertEqual(change.choose(PATHS, 3), change.choose(list(PATHS), 3))

	def test_another_round_another_choice(self):
		self.assertNotEqual(change.choose(PATHS, 1).changed, change.choose(PATHS, 2).changed)

	def test_shares(self):
		chosen = change.choose(PATHS, 1)
		self.assertEqual((4, 1, 1), (len(chosen.changed), len(chosen.removed), len(chosen.added)))

	def test_nothing_is_both_changed_and_removed(self):
		chosen = change.choose(PATHS, 1)
		self.assertFalse(set(chosen.changed) & set(chosen.removed))

	def test_few_files_change_one(self):
		chosen = change.choose(PATHS[:4], 1)
		self.assertEqual((1, 0, 0), (len(chosen.changed), len(chosen.removed), len(chosen.added)))


class ApplyTest(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.originals = Path(folder.name, "originals")
		self.sources = [Path(folder.name, name) for name in ("one", "two", "untouched")]
		for source in self.sources:
			for path in PATHS:
				(source / path).parent.mkdir(parents=True, exist_ok=True)
				(source / path).write_text(path * 100)
				os.utime(source / path, (1_600_000_000, 1_600_000_000))

	def contents(self, source):
		return {path: (source / path).read_bytes() for path in trees.files(source)}

	def test_two_sources_change_alike(self):
		chosen = change.choose(PATHS, 5)
		for source in self.sources[:2]:
			change.apply(chosen, source, self.originals / source.name)
		self.assertEqual(self.contents(self.sources[0]), self.contents(self.sources[1]))

	def test_only_what_was_chosen_changes(self):
		source, untouched = self.sources[0], self.sources[2]
		chosen = change.choose(PATHS, 5)
		change.apply(chosen, source, self.originals)
		before, after = self.contents(untouched), self.contents(source)
		self.assertEqual(set(chosen.removed), before.keys() - after.keys())
		self.assertEqual(set(chosen.added), after.keys() - before.keys())
		self.assertEqual(set(chosen.changed), {path for path in before.keys() & after.keys() if before[path] != after[path]})

	def test_a_change_shows_in_the_time(self):
		chosen = change.choose(PATHS, 5)
		change.apply(chosen, self.sources[0], self.originals)
		for path in chosen.changed:
			self.assertGreater((self.sources[0] / path).stat().st_mtime, 1_600_000_000)

	def test_revert(self):
		source, untouched = self.sources[0], self.sources[2]
		change.apply(change.choose(PATHS, 5), source, self.originals)
		self.assertIsNotNone(trees.compare(untouched, source))
		change.revert(source, self.originals)
		self.assertIsNone(trees.compare(untouched, source))
		self.assertFalse(self.originals.exists())

	def test_revert_after_a_change_that_was_cut_short(self):
		source, untouched = self.sources[0], self.sources[2]
		chosen = change.choose(PATHS, 5)
		(source / chosen.changed[-1]).unlink()
		(untouched / chosen.changed[-1]).unlink()
		with self.assertRaises(FileNotFoundError):
			change.apply(chosen, source, self.originals)
		change.revert(source, self.originals)
		self.assertIsNone(trees.compare(untouched, source))
