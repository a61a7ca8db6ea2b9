"""What was measured in one data set, and the statistics of it."""
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Sample:
	"""One turn of one tool. flush_seconds is what sync took after it: data that the tool had left in memory."""
	round: int
	case: str
	tool: str
	seconds: float
	user_seconds: float
	system_seconds: float
	peak_bytes: int
	flush_seconds: float

	@property
	def cpu_seconds(self):
		return self.user_seconds + self.system_seconds


@dataclass(frozen=True)
class DiskUse:
	"""The repository after a case of the first round."""
	case: str
	tool: str
	snapshots: int
	bytes: int
	inodes: int


@dataclass(frozen=True)
class Spread:
	median: float
	least: float
	most: float


@dataclass
class Results:
	data: str
	scale: float
	files: int
	folders: int
	bytes: int
	rounds: int
	samples: list = field(default_factory=list)
	disk_uses: list = field(default_factory=list)
	notes: list = field(default_factory=list)

	def of(self, tool, case):
		return [sample for sample in self.samples if sample.tool == tool and sample.case == case]

	def disk_use(self, tool, case):
		return next((use for use in self.disk_uses if use.tool == tool and use.case == case), None)

	def ratio(self, tool, case, peer, peer_case=None):
		"""How many times as long as the peer the tool took: the median over the rounds that have both, None without any."""
		seconds = {sample.round: sample.seconds for sample in self.of(tool, case)}
		peers = {sample.round: sample.seconds for sample in self.of(peer, peer_case or case)}
		ratios = [seconds[round] / peers[round] for round in seconds.keys() & peers.keys()]
		return median(ratios) if ratios else None


def spread(values):
	"""Median, least and most of one value or more."""
	values = list(values)
	return Spread(median(values), min(values), max(values))
