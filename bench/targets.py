"""What BackTrac wants to reach, and whether it does."""
from dataclasses import dataclass

from tools import BackTrac, Cp, Rsync, CASES, CHANGED, FULL, RESTORE, UNCHANGED

MANIFEST_BYTES = 40  # a file, compressed
SNAPSHOT_INODES = 3  # a snapshot's folder, manifest and summary
REPOSITORY_INODES = 16  # what a repository has once


@dataclass(frozen=True)
class Verdict:
	"""A target of one data set at scale 1. Met when measured is at most limit; measured is None without a measurement."""
	data: str
	scale: float
	target: str
	limit: float
	measured: float | None

	def __str__(self):
		if self.measured is None:
			return "not measured"
		if self.scale != 1:
			return "no verdict, scale is not 1"
		if self.measured <= self.limit:
			return "met"
		return f"behind by {100 * (self.measured / self.limit - 1):.0f} %"


@dataclass(frozen=True)
class TimeTarget:
	data: str
	case: str
	peer: str
	peer_case: str
	peer_command: str
	limit: float

	def verdicts(self, results):
		ratio = results.ratio(BackTrac.name, self.case, self.peer, self.peer_case)
		return [Verdict(self.data, results.scale, f"{self.case}: time ÷ `{self.peer_command}`", self.limit, ratio)]


@dataclass(frozen=True)
class MemoryTarget:
	data: str
	megabytes: int

	def verdicts(self, results):
		peaks = [sample.peak_bytes / 1e6 for case in CASES for sample in results.of(BackTrac.name, case)]
		return [Verdict(self.data, results.scale, "peak memory of any case, MB", self.megabytes, max(peaks, default=None))]


@dataclass(frozen=True)
class DiskTarget:
	"""No more on disk than rsync --link-dest, but for the manifests."""
	data: str

	def verdicts(self, results):
		for case in (CHANGED, UNCHANGED, FULL):
			own, peer = results.disk_use(BackTrac.name, case), results.disk_use(Rsync.name, case)
			if own and peer:
				manifests = MANIFEST_BYTES * results.files * own.snapshots
				return [
					Verdict(self.data, results.scale, "bytes on disk ÷ those of rsync and the manifests", 1.0,
						own.bytes / (peer.bytes + manifests)),
					Verdict(self.data, results.scale, "inodes on disk ÷ those of rsync and the manifests", 1.0,
						own.inodes / (peer.inodes + SNAPSHOT_INODES * own.snapshots + REPOSITORY_INODES)),
				]
		return [Verdict(self.data, results.scale, f"{what} on disk ÷ those of rsync and the manifests", 1.0, None)
			for what in ("bytes", "inodes")]


TARGETS = [
	TimeTarget("small", FULL, Cp.name, FULL, "cp -a", 0.8),
	TimeTarget("small", UNCHANGED, Cp.name, UNCHANGED, "cp -al", 0.9),
	TimeTarget("small", CHANGED, Cp.name, UNCHANGED, "cp -al", 1.1),
	TimeTarget("small", RESTORE, Cp.name, RESTORE, "cp -a", 1.0),
	MemoryTarget("small", 300),
	DiskTarget("small"),
	MemoryTarget("many", 400),
	TimeTarget("large", FULL, Rsync.name, FULL, "rsync -a", 1.0),
]


def verdicts(all_results):
	"""The verdicts on all data sets that were measured."""
	return [verdict for results in all_results for target in TARGETS if target.data == results.data
		for verdict in target.verdicts(results)]
