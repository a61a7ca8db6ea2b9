import tempfile
import unittest
from pathlib import Path

import trees
from data import DataSet


class DataSetTest(unittest.TestCase):
	def setUp(self):
		self.works = []
		for _ in range(2):
			folder = tempfile.TemporaryDirectory()
			self.addCleanup(folder.cleanup)
			self.works.append(folder.name)

	def make(self, name, scale):
		data_sets = [DataSet(name, scale, work) for work in self.works]
		for data_set in data_sets:
			data_set.make()
		return data_sets

	def test_small_is_the_same_everywhere(self):
		one, two = self.make("small", 0.001)
		self.assertEqual(200, one.counts.files)
		self.assertIsNone(trees.compare(one.source, two.source))

	def test_sizes_of_small(self):
		one, _ = self.make("small", 0.001)
		sizes = [(one.source / path).stat().st_size for path in trees.files(one.source)]
		self.assertTrue(all(512 <= size <= 16384 for size in sizes), sizes)

	def test_many_is_the_same_everywhere_and_no_two_files_are_equal(self):
		one, two = self.make("many", 0.0005)
		self.assertEqual(500, one.counts.files)
		self.assertIsNone(trees.compare(one.source, two.source))
		self.assertEqual(500, len({(one.source / path).read_bytes() for path in trees.files(one.source)}))

	def test_large_is_the_same_everywhere(self):
		one, two = self.make("large", 0.0001)
		self.assertEqual([107374] * 4, [(one.source / path).stat().st_size for path in trees.files(one.source)])
		self.assertIsNone(trees.compare(one.source, two.source))

	def test_what_is_there_is_kept(self):
		one, _ = self.make("large", 0.0001)
		marker = Path(one.folder, "complete.json").stat().st_mtime_ns
		again = DataSet("large", 0.0001, self.works[0])
		again.make()
		self.assertEqual(one.counts, again.counts)
		self.assertEqual(marker, Path(one.folder, "complete.json").stat().st_mtime_ns)

	def test_what_was_cut_short_is_made_again(self):
		one, two = self.make("small", 0.001)
		Path(one.folder, "complete.json").unlink()
		(one.source / trees.files(one.source)[0]).unlink()
		DataSet("small", 0.001, self.works[0]).make()
		self.assertIsNone(trees.compare(two.source, one.source))
