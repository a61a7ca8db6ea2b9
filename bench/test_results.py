import json
import unittest

import report
import targets
from results import DiskUse, Results, Sample, Spread, spread
from tools import CHANGED, FULL, RESTORE, UNCHANGED


def results(*seconds, data="small"):
	"""Each of seconds: tool, case, one number a round."""
	made = Results(data, 1.0, 200_000, 4_681, 10**9, 3)
	for tool, case, *values in seconds:
		made.samples += [Sample(number, case, tool, value, value / 2, value / 4, 50_000_000, 0.1)
			for number, value in enumerate(values, 1)]
	return made


def verdict(made, start):
	return next(each for each in targets.verdicts([made]) if each.target.startswith(start))


class StatisticsTest(unittest.TestCase):
	def test_spread(self):
		self.assertEqual(Spread(2, 1, 9), spread([9, 1, 2]))
		self.assertEqual(Spread(1.5, 1, 2), spread([2, 1]))

	def test_ratio_is_paired_by_round(self):
		made = results(("BackTrac", FULL, 1, 20, 3), ("cp", FULL, 2, 10, 4))
		self.assertEqual(0.75, made.ratio("BackTrac", FULL, "cp"))  # of 0.5, 2 and 0.75; medians would give 3 / 4, too
		made = results(("BackTrac", FULL, 1, 2, 30), ("cp", FULL, 10, 2, 3))
		self.assertEqual(1, made.ratio("BackTrac", FULL, "cp"))  # the medians' ratio is 2 / 3

	def test_ratio_leaves_out_rounds_that_one_lacks(self):
		made = results(("BackTrac", FULL, 1, 20), ("cp", FULL, 2))
		self.assertEqual(0.5, made.ratio("BackTrac", FULL, "cp"))

	def test_no_ratio_without_a_peer(self):
		self.assertIsNone(results(("BackTrac", FULL, 1)).ratio("BackTrac", FULL, "cp"))


class TargetsTest(unittest.TestCase):
	def test_met(self):
		made = results(("BackTrac", FULL, 8), ("cp", FULL, 10))
		self.assertEqual("met", str(verdict(made, "full")))

	def test_behind(self):
		made = results(("BackTrac", FULL, 9), ("cp", FULL, 10))
		self.assertEqual("behind by 12 %", str(verdict(made, "full")))

	def test_changed_is_held_against_links_only(self):
		made = results(("BackTrac", CHANGED, 11), ("cp", CHANGED, 100), ("cp", UNCHANGED, 10))
		self.assertAlmostEqual(1.1, verdict(made, "changed").measured)

	def test_not_measured(self):
		self.assertEqual({"not measured"}, {str(each) for each in targets.verdicts([results()])})

	def test_no_verdict_on_less_data(self):
		made = results(("BackTrac", FULL, 9), ("cp", FULL, 10))
		made.scale = 0.1
		self.assertEqual("no verdict, scale is not 1", str(verdict(made, "full")))

	def test_memory_is_that_of_the_worst_case(self):
		made = results(("BackTrac", FULL, 1))
		made.samples.append(Sample(1, RESTORE, "BackTrac", 1, 1, 1, 330_000_000, 0))
		self.assertEqual("behind by 10 %", str(verdict(made, "peak memory")))

	def test_disk_grants_the_manifests(self):
		made = results()
		made.disk_uses = [DiskUse(CHANGED, "rsync", 3, 1_000_000_000, 200_000),
			DiskUse(CHANGED, "BackTrac", 3, 1_024_000_000, 200_025)]
		self.assertEqual(1.0, verdict(made, "bytes").measured)
		self.assertEqual("met", str(verdict(made, "inodes")))

	def test_other_data_has_no_targets(self):
		self.assertEqual([], targets.verdicts([results(data="real")]))


class ReportTest(unittest.TestCase):
	def setUp(self):
		self.made = results(("BackTrac", FULL, 1, 2, 9), ("cp", FULL, 2, 4, 18), ("cp", RESTORE, 123, 124, 125))
		self.made.disk_uses.append(DiskUse(FULL, "cp", 1, 1_234_567_890, 204_681))
		self.made.notes.append("something odd")
		self.input = ({"cores": 2}, [("BackTrac", "1.0", ""), ("cp", "9.1", "`cp -a`"), ("borg", None, "")],
			[self.made], targets.verdicts([self.made]))

	def test_numbers_have_three_digits(self):
		self.assertEqual(["", "0.12", "9.99", "10.0", "99.9", "100"],
			[report.number(value) for value in (None, 0.123, 9.994, 9.996, 99.94, 99.96)])

	def test_table(self):
		self.assertEqual("| a    | b |\n|------|---|\n| c\\|d | 1 |", report.table(["a", "b"], [["c|d", 1]]))

	def test_markdown(self):
		text = report.markdown(*self.input)
		words = " ".join(text.replace("|", " ").split())
		for expected in ("small: 200,000 files in 4,681 folders, 1.00 GB, 3 rounds", "BackTrac 2.00 (1.00 to 9.00) 1.50 50 0.10",
				"cp 4.00 (2.00 to 18.0) 3.00 50 0.10 0.50 × as long", "cp 124 (123 to 125)", "cp 1,235, 204,681",
				"borg **missing**", "something odd", "full: time ÷ `cp -a` 0.80 0.50 met"):
			self.assertIn(expected, words)
		self.assertNotIn(report.TITLES[CHANGED], text)

	def test_document_holds_every_sample(self):
		document = json.loads(json.dumps(report.document(*self.input)))
		self.assertEqual(9, len(document["data_sets"][0]["samples"]))
		self.assertEqual({"name": "borg", "version": None, "how": ""}, document["tools"][2])
