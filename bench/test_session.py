import shutil
import tempfile
import unittest
from pathlib import Path

from measure import CommandFailed, Usage
from session import Session, order, steps
from tools import CASES, CHANGED, FULL, RESTORE, UNCHANGED
import trees


class FakeData:
	name = "small"
	scale = 1.0

	def __init__(self, folder, log):
		self.folder = folder
		self.source = folder / "source"
		self.source.mkdir()
		(self.source / "file").write_text("content")
		self.counts = trees.count(self.source)
		self._log = log

	def change(self, round):
		self._log.append(f"change {round}")

	def revert(self):
		self._log.append("revert")


class FakeTool:
	can_restore = True
	snapshots = 1

	def __init__(self, name, data, log, fails_at=None, restores=True):
		self.name = name
		self.repository = self.restored = data.folder / name
		self._data = data
		self._log = log
		self._fails_at = fails_at
		self._restores = restores

	def prepare(self, source):
		self.repository.mkdir()

	def backup(self, source, case):
		self._log.append(f"{self.name} {case}")
		if case == self._fails_at:
			raise CommandFailed("no luck")
		return Usage(1, 1, 1, 1)

	def restore(self):
		self._log.append(f"{self.name} restore")
		if self._restores:
			shutil.copy2(self._data.source / "file", self.restored)
		return Usage(1, 1, 1, 1)

	def discard(self):
		trees.remove(self.repository)


class SessionTest(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.log = []
		self.data = FakeData(Path(folder.name), self.log)

	def run_session(self, tools, rounds=1, cases=CASES):
		return Session(self.data, tools, rounds, cases, lambda text: None).run()

	def test_turns_alternate_and_all_see_one_change(self):
		self.run_session([FakeTool("A", self.data, self.log), FakeTool("B", self.data, self.log)], 2, (UNCHANGED, CHANGED))
		self.assertEqual(["A full", "B full", "A unchanged", "B unchanged", "change 1", "A changed", "B changed", "revert",
			"B full", "A full", "B unchanged", "A unchanged", "change 2", "B changed", "A changed", "revert"], self.log)

	def test_a_tool_that_fails_is_left_out(self):
		results = self.run_session([FakeTool("A", self.data, self.log, fails_at=UNCHANGED), FakeTool("B", self.data, self.log)], 2)
		self.assertEqual(1, self.log.count("A unchanged"))
		self.assertEqual(2, self.log.count("B restore"))
		self.assertEqual(["A failed and was left out from then on: no luck"], results.notes)

	def test_what_was_not_restored_is_noted(self):
		tool = FakeTool("A", self.data, self.log)
		lazy = FakeTool("B", self.data, self.log, restores=False)
		results = self.run_session([tool, lazy], cases=(RESTORE,))
		self.assertEqual(1, len(results.notes), results.notes)
		self.assertIn("B restored differs from the source: 1 missing", results.notes[0])


class OrderTest(unittest.TestCase):
	def test_each_round_another_is_first(self):
		self.assertEqual(["ABC", "BCA", "CAB", "ABC"], ["".join(order(list("ABC"), round)) for round in range(1, 5)])

	def test_full_is_always_a_case(self):
		self.assertEqual([(FULL,), (CHANGED,)], steps("small", [CHANGED]))

	def test_large_is_done_tool_by_tool(self):
		self.assertEqual([(FULL, UNCHANGED, RESTORE)], steps("large", CASES))
