import os
import tempfile
import unittest
from pathlib import Path

import trees


class TreesTest(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.one, self.two = Path(folder.name, "one"), Path(folder.name, "two")
		for root in (self.one, self.two):
			(root / "sub").mkdir(parents=True)
			(root / "sub/file").write_bytes(b"a" * 10_000)
			os.symlink("file", root / "sub/link")
			os.utime(root / "sub/file", (1_600_000_000, 1_600_000_000))

	def test_count(self):
		self.assertEqual(trees.Counts(2, 2, 10_004), trees.count(self.one))

	def test_disk_use_counts_a_hard_link_once(self):
		before, inodes = trees.disk_use(self.one)
		os.link(self.one / "sub/file", self.one / "sub/again")
		self.assertEqual((before, inodes), trees.disk_use(self.one))
		self.assertGreaterEqual(before, 10_000)
		self.assertEqual(4, inodes)

	def test_equal(self):
		self.assertIsNone(trees.compare(self.one, self.two))

	def test_content_differs_though_size_and_time_do_not(self):
		(self.two / "sub/file").write_bytes(b"b" * 10_000)
		os.utime(self.two / "sub/file", (1_600_000_000, 1_600_000_000))
		self.assertEqual(trees.Difference(0, 1, 0), trees.compare(self.one, self.two))

	def test_time_differs(self):
		os.utime(self.two / "sub/file", (1, 1))
		self.assertEqual(trees.Difference(0, 1, 0), trees.compare(self.one, self.two))

	def test_link_target_differs(self):
		(self.two / "sub/link").unlink()
		os.symlink("elsewhere", self.two / "sub/link")
		self.assertEqual(trees.Difference(0, 1, 0), trees.compare(self.one, self.two))

	def test_missing_and_extra(self):
		(self.two / "sub/file").rename(self.two / "sub/other")
		self.assertEqual(trees.Difference(1, 0, 1), trees.compare(self.one, self.two))
