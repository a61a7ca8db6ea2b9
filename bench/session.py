"""The protocol: who runs what, in which order."""
import subprocess
from time import perf_counter

import trees
from measure import CommandFailed
from results import DiskUse, Results, Sample
from tools import CHANGED, FULL, RESTORE, UNCHANGED

# In each step every tool has its turn before the next step begins; a turn is the cases of the step. A repository that is
# large goes when its turn is over, so that only one of them is on disk.
STEPS = [(FULL,), (UNCHANGED,), (CHANGED,), (RESTORE,)]
STEPS_OF_LARGE = [(FULL, UNCHANGED, RESTORE)]


def steps(data_name, cases):
	"""The steps of a data set with the chosen cases; a full backup is always one, the others build on it."""
	all_steps = STEPS_OF_LARGE if data_name == "large" else STEPS
	chosen = [tuple(case for case in step if case == FULL or case in cases) for step in all_steps]
	return [step for step in chosen if step]


def order(tools, round):
	"""All tools, each round another one first: A B C, B C A, C A B."""
	first = (round - 1) % len(tools) if tools else 0
	return tools[first:] + tools[:first]


class Session:
	"""All rounds of one data set. A tool that fails has no further turn, and a note says why."""

	def __init__(self, data, tools, rounds, cases, say):
		self._data = data
		self._tools = list(tools)
		self._steps = steps(data.name, cases)
		self._say = say
		counts = data.counts
		self._results = Results(data.name, data.scale, counts.files, counts.folders, counts.bytes, rounds)

	def run(self):
		for round in range(1, self._results.rounds + 1):
			try:
				self._round(round)
			finally:
				self._data.revert()
				for tool in self._tools:
					tool.discard()
		return self._results

	def _round(self, round):
		for step in self._steps:
			if CHANGED in step:
				self._data.change(round)
			for tool in order(self._tools, round):
				try:
					for case in step:
						self._turn(tool, case, round)
				except CommandFailed as failure:
					self._note(f"{tool.name} failed and was left out from then on: {failure}")
					self._tools.remove(tool)
					tool.discard()
				if step == self._steps[-1]:
					tool.discard()

	def _turn(self, tool, case, round):
		if case == RESTORE and not tool.can_restore:
			return
		if case == FULL:
			tool.prepare(self._data.source)
			trees.read(self._data.source)
		self._sync()
		usage = tool.restore() if case == RESTORE else tool.backup(self._data.source, case)
		started = perf_counter()
		self._sync()
		flush_seconds = perf_counter() - started
		self._results.samples.append(Sample(round, case, tool.name, usage.seconds, usage.user_seconds,
			usage.system_seconds, usage.peak_bytes, flush_seconds))
		self._say(f"{self._data.name}, round {round} of {self._results.rounds}, {case}: {tool.name} {usage.seconds:.2f} s")
		if case == RESTORE:
			if round == 1:
				self._check_restored(tool)
			trees.remove(tool.restored)
		elif round == 1:
			size, inodes = trees.disk_use(tool.repository)
			self._results.disk_uses.append(DiskUse(case, tool.name, tool.snapshots, size, inodes))

	def _sync(self):
		subprocess.run(["sync", "--file-system", self._data.folder], check=True)

	def _check_restored(self, tool):
		difference = trees.compare(self._data.source, tool.restored)
		if difference:
			self._note(f"what {tool.name} restored differs from the source: {difference}")

	def _note(self, text):
		self._say(text)
		self._results.notes.append(text)
